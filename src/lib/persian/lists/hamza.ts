/**
 * Words whose ئ stands for another letter than the general rule of `fold-letters.ts` gives: a part of the word, and the
 * letter that other spellings put there (مسئول, مسؤول and مسوول; سئوال, سؤال and سوال). One row a line; add rows freely.
 */
export const hamzaWords = `
مسئول و
شئون و
رئوف و
رئوس و
سئوال و
مشئوم و
کئوس و
مئذنه ا
استئ ی
مطمئن ی
`
