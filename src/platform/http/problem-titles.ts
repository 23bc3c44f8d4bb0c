import { PROBLEMS, type ProblemCode } from '../errors.ts';
import type { Language } from './language.ts';

/**
 * What went wrong in a few words a person understands, in every language, for every refusal there is: a code without its words does
 * not compile. The wording in Dari and Pashto is still to be confirmed by native speakers.
 */
type Titles = Readonly<Record<ProblemCode, string>>;

const DARI: Titles = {
  malformed: 'درخواست درست نوشته نشده است',
  unauthenticated: 'وارد شوید یا کلید API بفرستید',
  forbidden: 'اجازه ندارید',
  not_found: 'پیدا نشد',
  method_not_allowed: 'این کار در این آدرس ممکن نیست',
  conflict: 'با آنچه ثبت شده است سازگار نیست',
  id_reused: 'این شناسه برای محتوای دیگری به کار رفته است',
  duplicate_suspected: 'شاید این قبلاً ثبت شده باشد',
  precondition_failed: 'پس از آن که آن را خواندید تغییر کرده است',
  too_large: 'درخواست بیش از حد بزرگ است',
  unsupported_media_type: 'این نوع محتوا اینجا پذیرفته نمی‌شود',
  refused: 'فهمیده شد، اما یک قاعده آن را رد می‌کند',
  unknown_reference: 'به چیزی اشاره می‌کند که ثبت نشده است',
  precondition_required: 'بگویید کدام نسخه را تغییر می‌دهید',
  rate_limited: 'درخواست‌ها بسیار زیاد است: کمی صبر کنید',
  headers_too_large: 'سرآغاز درخواست بیش از حد بزرگ است',
  too_slow: 'رسیدن درخواست بیش از حد طول کشید',
  internal: 'در سمت ما خطایی رخ داد',
  unavailable: 'فعلاً در دسترس نیست: دوباره کوشش کنید',
  storage_full: 'جای ذخیره پر است',
};

const PASHTO: Titles = {
  malformed: 'غوښتنه سمه نه ده لیکل شوې',
  unauthenticated: 'ننوځئ یا د API کیلي واستوئ',
  forbidden: 'اجازه نه لرئ',
  not_found: 'ونه موندل شو',
  method_not_allowed: 'دا کار په دې پته کې نه کېږي',
  conflict: 'له هغه څه سره سمون نه لري چې ثبت شوي دي',
  id_reused: 'دا پېژند د بلې منځپانګې لپاره کارول شوی دی',
  duplicate_suspected: 'ښايي دا مخکې ثبت شوی وي',
  precondition_failed: 'له لوستلو وروسته یې بدلون موندلی دی',
  too_large: 'غوښتنه تر حد لویه ده',
  unsupported_media_type: 'دا ډول منځپانګه دلته نه منل کېږي',
  refused: 'پوه شو، خو یوه قاعده یې ردوي',
  unknown_reference: 'داسې څه ته اشاره کوي چې نه دي ثبت شوي',
  precondition_required: 'ووایاست چې کومه نسخه بدلوئ',
  rate_limited: 'غوښتنې ډېرې دي: لږ صبر وکړئ',
  headers_too_large: 'د غوښتنې سرلیک تر حد لوی دی',
  too_slow: 'د غوښتنې رارسېدل تر حد ډېر وخت ونیو',
  internal: 'زموږ په خوا کې تېروتنه وشوه',
  unavailable: 'اوس مهال نشته: بیا هڅه وکړئ',
  storage_full: 'د ساتلو ځای ډک دی',
};

const TRANSLATED: Readonly<Record<Exclude<Language, 'en'>, Titles>> = { fa: DARI, ps: PASHTO };

/** The title of a refusal in a language. */
export function problemTitle(code: ProblemCode, language: Language): string {
  return language === 'en' ? PROBLEMS[code].title : TRANSLATED[language][code];
}
