import { soundWords } from '#lib/romanised/sound-key.ts'

/** Words of publishers' names that tell none apart, by sound. */
const GENERIC = new Set(
  'دار نشر انتشارات منشورات مطبعة مكتبة مؤسسة شركة چاپخانه کتابفروشی ناشر للطباعة والنشر والتوزيع طبع بنگاه کتابخانه'
    .split(' ')
    .map((word) => soundWords(word)[0] ?? ''),
)

/** Words of presses and printing houses, by sound. */
const PRESSES = new Set('مطبعة مطابع مطبعه چاپخانه الطباعة press'.split(' ').map((word) => soundWords(word)[0] ?? ''))

/** True where a name is a printer's: «مطبعة السعادة», Chāpkhānah-i Islāmīyah. */
export function isPress(sound: string): boolean {
  return sound.split(' ').some((word) => PRESSES.has(word))
}

/** What tells a publisher apart, in sounds: «انتشارات امیرکبیر» and Amīr Kabīr are `amr kbr`; empty for «ناشر» alone. */
export function publisherCore(sound: string): string {
  return sound
    .split(' ')
    .filter((word) => !GENERIC.has(word))
    .join(' ')
}
