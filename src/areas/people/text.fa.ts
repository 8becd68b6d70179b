import { account } from '#areas/people/text/account.fa.ts'
import type { Role, Scope } from './contract.ts'

const roles: Record<Role, string> = {
  administrator: 'مدیر سامانه',
  'network-officer': 'کارشناس شبکه',
  'province-officer': 'کارشناس استان',
  librarian: 'کتابدار',
  cataloguer: 'فهرست‌نویس',
}

const levels: Record<Scope['level'], string> = {
  system: 'همهٔ سامانه',
  network: 'یک شبکه',
  province: 'یک استان',
  library: 'یک کتابخانه',
}

const role = (name: string) => roles[name as Role] ?? name

/** Every sentence of the people area, in Persian. */
export const fa = {
  roles,
  levels,
  roleHints: {
    administrator: 'همهٔ سامانه را اداره می‌کند.',
    'network-officer': 'کتابخانه‌ها و همکاران یک شبکه را سرپرستی می‌کند.',
    'province-officer': 'کتابخانه‌ها و همکاران یک شبکه را در یک استان سرپرستی می‌کند.',
    librarian: 'در یک کتابخانه پشت میز کار می‌کند.',
    cataloguer: 'منابع یک کتابخانه را فهرست و وارد می‌کند.',
  } satisfies Record<Role, string>,
  roleOver: (roleName: string, place: string) => `${roleName}، ${place}`,

  navigation: { people: 'همکاران', account: 'حساب من', group: 'سامانه' },

  signIn: {
    title: 'ورود به پیوند',
    lead: 'با نام کاربری‌ای که هنگام پذیرفتن دعوت برگزیده‌اید وارد شوید.',
    userName: 'نام کاربری یا رایانامه',
    password: 'گذرواژه',
    remember: 'روی این دستگاه واردشده بمانم',
    rememberHint: 'روی رایانهٔ مشترک کتابخانه این گزینه را نزنید.',
    submit: 'ورود',
    forgotten: 'گذرواژه را فراموش کرده‌ام',
    passkey: 'ورود با کلید گذر',
    passkeyHint: 'با اثر انگشت، چهره یا قفل همین دستگاه، بی‌نیاز به گذرواژه.',
    passkeyNeedsScript: 'برای ورود با کلید گذر باید جاوااسکریپت مرورگر روشن باشد.',
    or: 'یا',
    noAccount: 'حساب کاربری تنها با دعوت ساخته می‌شود؛ از کارشناس شبکه یا استان خود بخواهید شما را دعوت کند.',
    signedIn: (name: string) => `${name}، خوش آمدید.`,
    signedOut: 'از سامانه خارج شدید.',
    signOut: 'خروج',
    demoTitle: 'حساب‌های نمایشی',
    demoLead: (password: string) => `این یک نمایش است. با هر یک از این نام‌ها و گذرواژهٔ ${password} وارد شوید.`,
  },

  secondStep: {
    title: 'گام دوم ورود',
    lead: 'برنامهٔ رمزساز خود را باز کنید و کد شش‌رقمی پیوند را بنویسید.',
    code: 'کد شش‌رقمی یا یکی از کدهای بازیابی',
    submit: 'ادامه',
    back: 'بازگشت به آغاز ورود',
    demo: 'در این نمایش، کد این لحظه چنین است و هر نیم دقیقه عوض می‌شود:',
  },

  required: {
    title: 'گام دوم ورود را برپا کنید',
    lead: 'نقش شما به کار دیگران دست می‌یابد. برای آنکه تنها خود شما بتوانید به نام شما کار کنید، ورود به گام دوم نیاز دارد؛ تا برپا نشود این نقش به کار نمی‌آید.',
    again:
      'گام دوم را پیش‌تر برپا کرده‌اید، ولی این ورود بدون آن بوده است. خارج شوید و با گام دوم یا کلید گذر دوباره وارد شوید.',
  },

  ...account,

  people: {
    title: 'همکاران',
    lead: 'کسانی که در حوزهٔ شما نقشی دارند.',
    search: 'جستجوی همکاران',
    searchPlaceholder: 'نام، نام کاربری یا رایانامه',
    count: (n: string) => `${n} نفر`,
    none: 'کسی با این مشخصات نیست.',
    noneHint: 'املای نام را ببینید، یا همکار تازه‌ای دعوت کنید.',
    invite: 'دعوت از همکار',
    name: 'نام',
    rolesColumn: 'نقش‌ها',
    secondFactor: 'گام دوم',
    secondFactorOn: 'دارد',
    secondFactorOff: 'ندارد',
    state: 'وضعیت',
    active: 'فعال',
    closed: 'بسته',
    invitations: 'دعوت‌های بی‌پاسخ',
    sentAt: 'فرستاده‌شده',
    until: 'تا',
    withdraw: 'پس گرفتن',
    withdrawn: 'دعوت پس گرفته شد؛ پیوند آن دیگر کار نمی‌کند.',
    actions: 'کارها',
  },

  person: {
    roles: 'نقش‌ها',
    noRoles: 'در حوزهٔ شما نقشی ندارد.',
    since: 'از تاریخ',
    joined: 'پیوستن',
    take: 'پس گرفتن نقش',
    taken: 'نقش پس گرفته شد.',
    give: 'دادن نقش',
    role: 'نقش',
    scope: 'حوزه',
    scopeHint: 'شبکه، استان یا کتابخانه‌ای که این نقش در آن به کار می‌آید.',
    scopeNeeded: 'اکنون حوزهٔ نقش را برگزینید.',
    findScope: 'یافتن حوزه',
    noScope: 'در حوزهٔ شما جایی با این نام نیست.',
    submit: 'دادن نقش',
    given: 'نقش داده شد.',
    close: 'بستن حساب',
    closeHint: 'از همهٔ دستگاه‌ها خارج می‌شود و کلیدهایش باطل می‌شود. پیشینهٔ کارش می‌ماند.',
    closed: 'حساب بسته شد.',
    open: 'باز کردن حساب',
    opened: 'حساب دوباره باز شد.',
    clear: 'برداشتن گام دوم',
    clearHint: 'برای کسی که تلفن همراه و کدهای بازیابی‌اش را از دست داده است. پیش از این کار مطمئن شوید که خودِ اوست.',
    cleared: 'گام دوم برداشته شد؛ باید آن را از نو برپا کند.',
    care: 'مراقبت از حساب',
    history: 'پیشینه',
    closedNotice: (day: string) => `این حساب از ${day} بسته است.`,
    confirm: 'مطمئنم',
    everywhere: 'همهٔ سامانه',
  },

  invite: {
    title: 'دعوت از همکار',
    lead: 'نامه‌ای به رایانامهٔ او می‌رود؛ با پیوند آن، نام کاربری و گذرواژهٔ خود را برمی‌گزیند.',
    name: 'نام و نام خانوادگی',
    email: 'رایانامه',
    lang: 'زبان نامه',
    submit: 'فرستادن دعوت',
    sent: (email: string) => `دعوت به ${email} فرستاده شد و یک هفته اعتبار دارد.`,
  },

  join: {
    title: 'پذیرفتن دعوت',
    lead: (name: string) => `${name}، به پیوند خوش آمدید. نام کاربری و گذرواژه‌ای برگزینید.`,
    roles: 'نقش شما',
    userName: 'نام کاربری',
    userNameHint: 'با حروف لاتین کوچک، رقم، نقطه یا خط تیره؛ از ۳ تا ۳۰ نویسه.',
    password: 'گذرواژه',
    submit: 'ساختن حساب',
  },

  recover: {
    askTitle: 'بازیابی گذرواژه',
    askLead: 'نام کاربری یا رایانامهٔ خود را بنویسید تا پیوند برگزیدن گذرواژهٔ تازه را برایتان بفرستیم.',
    who: 'نام کاربری یا رایانامه',
    ask: 'فرستادن پیوند',
    askedTitle: 'صندوق رایانامه را ببینید',
    asked: 'اگر حسابی با این نام باشد، تا چند دقیقهٔ دیگر نامه‌ای به رایانامهٔ آن می‌رسد. پیوند نامه یک ساعت کار می‌کند.',
    title: 'گذرواژهٔ تازه',
    lead: (name: string) => `${name}، گذرواژهٔ تازه‌ای برگزینید. همهٔ دستگاه‌ها از سامانه خارج می‌شوند.`,
    submit: 'ثبت گذرواژه',
    done: 'گذرواژهٔ تازه ثبت شد. اکنون با آن وارد شوید.',
    toSignIn: 'رفتن به صفحهٔ ورود',
  },

  letters: {
    invitation: {
      subject: 'دعوت به پیوند',
      body: (name: string, link: string, until: string) =>
        `${name} گرامی،\n\nشما به پیوند، سامانهٔ همکاری کتابخانه‌ها، دعوت شده‌اید. برای ساختن حساب کاربری این نشانی را باز کنید:\n\n${link}\n\nاین نشانی یک بار و تا ${until} کار می‌کند. اگر چشم‌به‌راه این دعوت نبوده‌اید، آن را نادیده بگیرید.\n`,
    },
    recovery: {
      subject: 'بازیابی گذرواژهٔ پیوند',
      body: (name: string, link: string, until: string) =>
        `${name} گرامی،\n\nبرای برگزیدن گذرواژهٔ تازهٔ پیوند این نشانی را باز کنید:\n\n${link}\n\nاین نشانی یک بار و تا ${until} کار می‌کند. اگر شما آن را نخواسته‌اید، کاری لازم نیست؛ گذرواژهٔ شما همان است که بود.\n`,
    },
  },

  actions: {
    'people.joined': 'به پیوند پیوست',
    'people.signed-in': 'وارد شد',
    'people.signed-out': 'خارج شد',
    'people.role-given': 'نقش گرفت',
    'people.role-taken': 'نقشش پس گرفته شد',
    'people.totp-set-up': 'برنامهٔ رمزساز را برپا کرد',
    'people.totp-removed': 'برنامهٔ رمزساز را برداشت',
    'people.recovery-codes-renewed': 'کدهای بازیابی تازه ساخت',
    'people.passkey-added': 'کلید گذر افزود',
    'people.passkey-removed': 'کلید گذر برداشت',
    'people.password-changed': 'گذرواژه را تغییر داد',
    'people.password-recovered': 'گذرواژه را بازیابی کرد',
    'people.recovery-asked': 'بازیابی گذرواژه خواسته شد',
    'people.session-ended': 'یک دستگاه را خارج کرد',
    'people.sessions-ended': 'دستگاه‌های دیگر را خارج کرد',
    'people.key-created': 'کلید برنامه ساخت',
    'people.key-revoked': 'کلید برنامه را باطل کرد',
    'people.account-closed': 'حسابش بسته شد',
    'people.account-opened': 'حسابش باز شد',
    'people.second-factor-cleared': 'گام دومش برداشته شد',
  } as Record<string, string>,

  refusals: {
    'people.sign-in-required': () => 'برای این کار باید وارد شوید.',
    'people.sign-in-wrong': () =>
      'نام کاربری و گذرواژه با هم نمی‌خوانند. هر دو را دوباره ببینید، یا گذرواژه را بازیابی کنید.',
    'people.sign-in-again': () => 'فرصت گام دوم گذشت یا کد نادرست زیاد نوشته شد. ورود را از آغاز بگیرید.',
    'people.too-often': ({ minutes }) => `تلاش‌ها پی‌درپی بوده است. ${String(minutes)} دقیقهٔ دیگر دوباره بیازمایید.`,
    'people.locked': () => 'کد نادرست بسیار نوشته شده و گام دوم این حساب یک ربع بسته است.',
    'people.account-closed': () => 'این حساب بسته است. از کارشناس شبکه یا استان خود بپرسید.',
    'people.code-wrong': () => 'کد درست نیست. ساعت تلفن همراهتان را ببینید و کد تازه را بنویسید.',
    'people.code-used': () => 'این کد یک بار به کار رفته است. چند ثانیه بمانید تا برنامه کد تازه بسازد.',
    'people.passkey-wrong': () => 'کلید گذر پذیرفته نشد. دوباره بیازمایید، یا با گذرواژه وارد شوید.',
    'people.passkey-unknown': () => 'چنین کلید گذری در حساب شما نیست.',
    'people.session-unknown': () => 'این دستگاه پیش‌تر از سامانه خارج شده است.',
    'people.session-stale': () => 'از ورود شما بیش از یک روز گذشته است. برای این کار دوباره وارد شوید.',
    'people.second-factor-required': () => 'این نقش تا گام دوم ورود را برپا نکنید به کار نمی‌آید.',
    'people.person-required': () => 'این کار را تنها خود شما پس از ورود می‌توانید انجام دهید، نه یک برنامه با کلید.',
    'people.officers-only': () => 'فهرست همکاران را کارشناسان شبکه و استان و مدیر سامانه می‌بینند.',
    'people.person-unknown': () => 'چنین کسی در حوزهٔ شما نیست.',
    'people.grant-out-of-reach': ({ role: name }) =>
      `دادن یا گرفتن نقش «${role(String(name))}» در اینجا با شما نیست؛ از سرپرست بالاتر بخواهید.`,
    'people.govern-out-of-reach': () => 'این کار با کسی است که بتواند همهٔ نقش‌های این همکار را پس بگیرد.',
    'people.not-oneself': () => 'این کار را برای حساب خود نمی‌توانید انجام دهید؛ از همکار دیگری بخواهید.',
    'people.grant-unknown': () => 'این نقش پیش‌تر پس گرفته شده است.',
    'people.granted-already': ({ role: name }) => `نقش «${role(String(name))}» را در همین حوزه دارد.`,
    'people.last-administrator': () => 'سامانه باید دست‌کم یک مدیر داشته باشد. نخست مدیر دیگری بگمارید.',
    'people.role-level': ({ level }) => `حوزهٔ این نقش باید «${levels[String(level) as Scope['level']] ?? ''}» باشد.`,
    'people.role-missing': () => 'نقشی برگزینید.',
    'people.scope-unknown': () => 'چنین شبکه، استان یا کتابخانه‌ای نیست.',
    'people.email-taken': () => 'کسی با این رایانامه در پیوند هست. به جای دعوت، به همان حساب نقش بدهید.',
    'people.email-shape': () => 'نشانی رایانامه درست نیست.',
    'people.user-name-taken': () => 'این نام کاربری را کسی برگزیده است. نام دیگری بنویسید.',
    'people.user-name-shape': () => 'نام کاربری با یک حرف لاتین آغاز می‌شود و ۳ تا ۳۰ حرف، رقم، نقطه یا خط تیره دارد.',
    'people.demonstration-fixed': () =>
      'این حساب از آن همهٔ بازدیدکنندگان نمایش است و همین‌گونه می‌ماند. با حسابی که خودتان دعوت می‌کنید بیازمایید.',
    'people.password-short': () => 'گذرواژه دست‌کم ده نویسه می‌خواهد. یک جملهٔ کوتاه بنویسید.',
    'people.password-long': () => 'گذرواژه حداکثر دویست نویسه می‌تواند باشد.',
    'people.password-guessable': () =>
      'این گذرواژه به‌آسانی حدس زده می‌شود. چیزی برگزینید که نام کاربری یا رشته‌ای پی‌درپی در آن نباشد.',
    'people.password-wrong': () => 'گذرواژه درست نیست.',
    'people.totp-on': () => 'برنامهٔ رمزساز پیش‌تر برپا شده است.',
    'people.totp-not-begun': () => 'برپا کردن برنامهٔ رمزساز را از آغاز بگیرید.',
    'people.letter-unknown': () => 'این پیوند کار نمی‌کند؛ شاید پس گرفته شده باشد. پیوند تازه‌ای بخواهید.',
    'people.letter-used': () => 'از این پیوند یک بار استفاده شده است. اگر حساب ساخته‌اید، وارد شوید.',
    'people.letter-expired': () => 'زمان این پیوند گذشته است. پیوند تازه‌ای بخواهید.',
    'people.key-unknown': () => 'کلید پذیرفته نیست: باطل شده، اعتبارش پایان یافته یا نادرست نوشته شده است.',
    'people.key-not-found': () => 'چنین کلیدی در حساب شما نیست.',
    'people.key-too-wide': ({ role: name }) =>
      `کلید نمی‌تواند نقش «${role(String(name))}» را فراتر از حوزهٔ خود شما داشته باشد.`,
  } satisfies Record<string, (facts: Facts) => string>,
}

type Facts = Readonly<Record<string, string | number | boolean | readonly string[] | null>>

export type Text = typeof fa
