import type { NoticeTexts } from '../texts.ts';

/** Dari; to be confirmed by native speakers, like the names of items. */
export const fa: NoticeTexts = {
  sentence: {
    'discrepancy.opened': 'تفاوت تازه: {what}',
    'discrepancy.changed': 'تفاوت تغییر کرد: {what}',
    'discrepancy.reopened': 'تفاوت دوباره باز شد: {what}',
    'discrepancy.closed': 'تفاوت بسته شد: {what}',
    'gap_flag.opened': 'کمبود: {sector} در {province}، {severity}، در {months}',
    'gap_flag.changed': 'کمبود اکنون {severity} است: {sector} در {province}، در {months}',
    'gap_flag.closed': 'دیگر کمبود نیست: {sector} در {province}',
    'webhook.disabled': 'وب‌هوک خاموش شد: {url} ({why})',
  },
  kinds: {
    short_receipt: 'هنگام رسید کم بود',
    excess_receipt: 'بیشتر از آنچه فرستاده شد',
    damage: 'خراب',
    loss: 'مفقود',
    unplanned_item: 'جنس خارج از بارنامه',
    misdelivery: 'در ولایت دیگر تحویل شد',
    overdue: 'از موعد گذشته',
    stale: 'بی‌خبر',
    suspected_duplicate_receipt: 'رسید مورد اختلاف: شاید دو بار شمار شده باشد',
    over_shipped_pledge: 'بیشتر از وعده فرستاده شد',
    pledge_overdue: 'موعد وعده گذشته است',
    sequence_anomaly: 'رویدادها بی‌ترتیب اند',
    short_loaded: 'کمتر از پلان بار شد',
  },
  severity: { serious: 'جدی', critical: 'بحرانی' },
  why: {
    gone: 'گیرنده می‌گوید که دیگر وجود ندارد',
    failing: 'یک روز است که چیزی نرسیده است',
  },
  waybill: 'بارنامه {waybill}',
  pledge: 'وعدهٔ {reference}',
  amount: '{quantity} {unit} {item}',
  units: { KGM: 'کیلوگرام', H87: 'دانه', SET: 'ست', MON: 'ماه' },
  comma: '، ',
  digest: {
    subject: 'دفتر کمک‌ها: {count} موضوع مربوط به شما',
    one: 'دفتر کمک‌ها: {text}',
    greeting: 'آنچه از ایمیل پیشین تا کنون رخ داد:',
    more: '… و {count} مورد دیگر.',
    all: 'همه اطلاعیه‌ها: {url}',
    stop: 'برای کم کردن یا قطع این ایمیل‌ها: {url}',
  },
};
