/** What followers of the catalogue are told: refusals of the change feed and the export, in Persian. */
export const followingFa = {
  refusals: {
    'catalogue.feed-ahead': () =>
      'این نشانگر را این فهرست نداده است؛ شاید فهرست از نسخهٔ پشتیبان برگردانده شده باشد. همه را از نو بگیرید.',
    'catalogue.export-after': ({ after }: { after: string }) =>
      `«${after}» شناسهٔ هیچ رکوردی نیست. شناسهٔ آخرین رکورد کاملی را بنویسید که به دستتان رسیده است.`,
    'catalogue.export-busy': () => 'اکنون چند برنامهٔ دیگر همهٔ فهرست را می‌گیرند. نیم دقیقهٔ دیگر دوباره تلاش کنید.',
    'catalogue.export-parameter': ({ field, formats }: { field: string; formats: string }) =>
      field === 'format' ? `قالب باید یکی از این‌ها باشد: ${formats}` : `مقدار «${field}» پذیرفته نیست.`,
  },
}

export type FollowingText = typeof followingFa
