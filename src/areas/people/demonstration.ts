import type { Role } from './contract.ts'

/** Somebody of the demonstration, as the sign-in page introduces them. */
export interface DemonstrationPerson {
  userName: string
  name: string
  role: Role
  title: { fa: string; en: string }
}

/** Everybody of the demonstration has this password; it opens nothing elsewhere. */
export const DEMONSTRATION_PASSWORD = 'peyvand-demo'

/** The people of the demonstration. Their names are invented. */
export const DEMONSTRATION: readonly DemonstrationPerson[] = [
  person('modir', 'آرش کیانی', 'administrator', 'مدیر سامانه', 'Administrator'),
  person(
    'nahad',
    'مریم سلطانی',
    'network-officer',
    'کارشناس نهاد کتابخانه‌ها',
    'Officer of the Public Libraries Foundation',
  ),
  person(
    'astan',
    'سیدرضا موسوی',
    'network-officer',
    'کارشناس کتابخانه‌های آستان قدس',
    'Officer of Astan Quds libraries',
  ),
  person(
    'khorasan',
    'زهرا نیشابوری',
    'province-officer',
    'کارشناس استان خراسان رضوی',
    'Officer of Khorasan Razavi province',
  ),
  person('ketabdar', 'حسین مرادی', 'librarian', 'کتابدار کتابخانهٔ عمومی', 'Librarian of a public library'),
  person('razavi', 'فاطمه حسینی', 'librarian', 'کتابدار آستان قدس', 'Librarian of an Astan Quds library'),
]

function person(userName: string, name: string, role: Role, fa: string, en: string): DemonstrationPerson {
  return { userName, name, role, title: { fa, en } }
}
