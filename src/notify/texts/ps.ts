import type { NoticeTexts } from '../texts.ts';

/** Pashto; to be confirmed by native speakers, like the names of items. */
export const ps: NoticeTexts = {
  sentence: {
    'discrepancy.opened': 'نوی توپیر: {what}',
    'discrepancy.changed': 'توپیر بدل شو: {what}',
    'discrepancy.reopened': 'توپیر بیا پرانیستل شو: {what}',
    'discrepancy.closed': 'توپیر وتړل شو: {what}',
    'gap_flag.opened': 'کمښت: {sector} په {province} کې، {severity}، په {months} کې',
    'gap_flag.changed': 'کمښت اوس {severity} دی: {sector} په {province} کې، په {months} کې',
    'gap_flag.closed': 'نور کمښت نشته: {sector} په {province} کې',
    'webhook.disabled': 'ویب‌هوک بند شو: {url} ({why})',
  },
  kinds: {
    short_receipt: 'د رسید پر مهال کم و',
    excess_receipt: 'له لېږل شوي ډېر',
    damage: 'زیانمن شوی',
    loss: 'ورک شوی',
    unplanned_item: 'ناپلان شوی توکی',
    misdelivery: 'بل ولایت ته سپارل شوی',
    overdue: 'نېټه یې تېره شوې',
    stale: 'خبر نشته',
    suspected_duplicate_receipt: 'شخړه‌ییز رسید: ښایي دوه ځله شمېرل شوی وي',
    over_shipped_pledge: 'له ژمنې ډېر لېږل شوي',
    pledge_overdue: 'د ژمنې نېټه تېره شوې',
    sequence_anomaly: 'پېښې بې‌ترتیبه دي',
    short_loaded: 'له پلانه کم بار شوي',
  },
  severity: { serious: 'جدي', critical: 'بحراني' },
  why: {
    gone: 'ترلاسه کوونکی وايي چې نور نشته',
    failing: 'یوه ورځ کېږي چې څه نه دي رسېدلي',
  },
  waybill: 'بارنامه {waybill}',
  pledge: 'ژمنه {reference}',
  amount: '{quantity} {unit} {item}',
  units: { KGM: 'کیلوګرام', H87: 'دانې', SET: 'سېټونه', MON: 'میاشتې' },
  comma: '، ',
  digest: {
    subject: 'د مرستو دفتر: {count} موضوعات چې تاسو پورې اړه لري',
    one: 'د مرستو دفتر: {text}',
    greeting: 'هغه څه چې له تېر برېښنالیک راهیسې پېښ شول:',
    more: '… او {count} نور.',
    all: 'ټول خبرتیاوې: {url}',
    stop: 'د دې برېښنالیکونو د کمولو یا بندولو لپاره: {url}',
  },
};
