// React Aria has no Persian. `vite.config.ts` puts these words where its bundle keeps another language's.

type Words = Readonly<Record<string, string | ((facts: Readonly<Record<string, string>>) => string)>>

/** What a calendar says to readers of the screen. */
export const calendar: Words = {
  previous: 'ماه قبل',
  next: 'ماه بعد',
  selectedDateDescription: ({ date }) => `تاریخ انتخاب‌شده: ${date}`,
  selectedRangeDescription: ({ dateRange }) => `بازهٔ انتخاب‌شده: ${dateRange}`,
  todayDate: ({ date }) => `امروز، ${date}`,
  todayDateSelected: ({ date }) => `امروز، ${date}، انتخاب‌شده`,
  dateSelected: ({ date }) => `${date}، انتخاب‌شده`,
  startRangeSelectionPrompt: 'برای آغاز بازه، تاریخی را انتخاب کنید',
  finishRangeSelectionPrompt: 'برای پایان بازه، تاریخی را انتخاب کنید',
  minimumDate: 'نخستین تاریخ ممکن',
  maximumDate: 'آخرین تاریخ ممکن',
  dateRange: ({ startDate, endDate }) => `${startDate} تا ${endDate}`,
}
