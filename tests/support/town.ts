import { createOTP } from '@better-auth/utils/otp'
import type { Page } from 'playwright-core'
import { addNetwork, putLibrary } from '#areas/libraries/service/keeping.ts'
import { scopeDirectory } from '#areas/libraries/service/scopes.ts'
import { libraryByCode, placeOfLibrary } from '#areas/libraries/service.ts'
import { type Actor, ANONYMOUS, type Grant, type Scope, systemActor } from '#areas/people/contract.ts'
import { acceptInvitation, invite } from '#areas/people/service/letters.ts'
import { confirmTotp, startTotp } from '#areas/people/service/second-factor.ts'
import { signIn, totpSecret } from '#areas/people/service/sign-in.ts'
import { actorFrom } from '#areas/people/service.ts'
import type { Platform } from '#platform/platform.ts'
import { aBook, takeIn } from './catalogue.ts'
import { aDatabaseUrl, aPeyvand, type Cleanup } from './database.ts'
import { afterwards, aVisit, PASSWORD, secretOf } from './people.ts'
import { aServerProcess, runCommand } from './server.ts'

export { PASSWORD }

const TELLER = systemActor('stories')

const LIBRARIES = [
  ['IPLF', '101', 'کتابخانهٔ عطار', 'Attar Library', 'نیشابور'],
  ['IPLF', '102', 'کتابخانهٔ فردوسی', 'Ferdowsi Library', 'سبزوار'],
  ['IPLF', '201', 'کتابخانهٔ پارک شهر', 'City Park Library', 'تهران'],
  ['AQR', '1', 'کتابخانهٔ مرکزی آستان قدس', 'Central Library of Astan Quds', 'مشهد'],
] as const

/** A place where stories happen: a server process of its own on a database of its own, and the platform to set the scene. */
export interface Town {
  origin: string
  /** For `runCommand`. */
  url: string
  platform: Platform
  /** The scope of a library by `NETWORK:CODE`. */
  places: Readonly<Record<string, Scope & { level: 'library' }>>
  /** The command line on this town's database and files. */
  command(...words: string[]): ReturnType<typeof runCommand>
}

/** Two networks, four libraries in four cities, six books; and a server, started as an operator starts it. */
export async function aTown(t: Cleanup): Promise<Town> {
  const url = await aDatabaseUrl(t)
  const { platform, config } = await aPeyvand(t, { now: () => new Date(), env: { DATABASE_URL: url } })
  const places = await addPlaces(platform)
  await addBooks(platform)
  const env = { PEYVAND_HOME: config.home, PEYVAND_RATE_LIMITS: 'no' }
  const { origin } = await aServerProcess(t, url, env)
  return { origin, url, platform, places, command: (...words) => runCommand(url, words, env) }
}

async function addPlaces(platform: Platform): Promise<Town['places']> {
  await addNetwork(platform, TELLER, { code: 'IPLF', name: 'نهاد کتابخانه‌های عمومی', nameEn: 'Public libraries' })
  await addNetwork(platform, TELLER, { code: 'AQR', name: 'کتابخانه‌های آستان قدس', nameEn: 'Astan Quds libraries' })
  const places: Record<string, Scope & { level: 'library' }> = {}
  for (const [network, code, name, nameEn, city] of LIBRARIES) {
    const services = code === '101' ? (['loan', 'children'] as const) : (['loan'] as const)
    await putLibrary(platform, TELLER, { network, draft: { code, name, nameEn, city, services: [...services] } })
    const place = placeOfLibrary(await libraryByCode(platform, `${network}:${code}`))
    if (place.level === 'library') places[`${network}:${code}`] = place
  }
  return places
}

/** The book that readers look for: written with Arabic letters in one library, without its ZWNJ in another. */
const WANTED = ['020 ## $a9786001234569', '260 ## $aتهران :$bنشر مرکز،$c1383', '650 #4 $aداستان‌های فارسی']

async function addBooks(platform: Platform): Promise<void> {
  const own = (n: number) => `852 ## $p10${n}$hPIR8${n}`
  await takeIn(platform, 'IPLF:101', [
    aBook('1', 'داستان‌های کودکان ایرانی', ...WANTED, '100 1# $aآذریزدی، مهدی', own(1)),
    aBook('2', 'گلستان', '100 1# $aسعدی، مصلح بن عبدالله', own(2)),
  ])
  await takeIn(platform, 'IPLF:201', [
    aBook('77', 'داستانهاي كودكان ايراني', ...WANTED, '100 1# $aآذريزدي، مهدي', own(3)),
    aBook('78', 'بوستان', '100 1# $aسعدی، مصلح بن عبدالله', own(4)),
  ])
  await takeIn(platform, 'AQR:1', [
    aBook('500', 'داستانهای کودکان ایرانی', ...WANTED, '100 1# $aآذریزدی، مهدی', own(5)),
    aBook('501', 'عیون اخبار الرضا', '100 1# $aابن بابویه، محمد بن علی', own(6)),
  ])
}

/** Somebody with these roles, who joined by an invitation; the password is `PASSWORD`. */
export async function aColleague(town: Town, userName: string, name: string, ...grants: Grant[]): Promise<string> {
  const letter = { name, email: `${userName}@example.org`, lang: 'fa', grants } as const
  const { link } = await invite(town.platform, TELLER, letter, scopeDirectory(town.platform))
  return await acceptInvitation(town.platform, { secret: secretOf(link), userName, password: PASSWORD })
}

/** Sets up the second step of somebody's sign-in; gives their recovery codes and the cookies of a session that passed it. */
export async function passSecondStep(
  town: Town,
  userName: string,
): Promise<{ codes: readonly string[]; cookie: string }> {
  const { platform, origin } = town
  const before = aVisit()
  const { cookies } = await signIn(platform, ANONYMOUS, {
    userName,
    password: PASSWORD,
    remember: false,
    visit: before,
  })
  const visit = afterwards(before, cookies)
  const actor: Actor = await actorFrom(platform, new Request(origin, { headers: { cookie: visit.cookie } }))
  await startTotp(platform, actor, { password: PASSWORD, visit })
  const secret = await totpSecret(platform, actor.id ?? '')
  const code = await createOTP(secret?.secret ?? '').totp()
  const done = await confirmTotp(platform, actor, { code, visit })
  return { codes: done.recoveryCodes, cookie: afterwards(visit, done.cookies).cookie }
}

/** Comes in by the door, in Persian. */
export async function comeIn(page: Page, town: Town, userName: string, code?: string): Promise<void> {
  await page.goto(`${town.origin}/sign-in`)
  await page.getByLabel('نام کاربری یا رایانامه').fill(userName)
  await page.getByLabel('گذرواژه', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'ورود', exact: true }).click()
  if (code === undefined) return
  await page.getByLabel('کد شش‌رقمی یا یکی از کدهای بازیابی').fill(code)
  await page.getByRole('button', { name: 'ادامه' }).click()
}
