import type { ReactNode } from 'react'
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '#ui/form/choice.tsx'
import { DateField } from '#ui/form/date-field.tsx'
import { FileField, TextArea, TextField } from '#ui/form/field.tsx'
import { FieldGroup, Form } from '#ui/form/form.tsx'
import { Actions, Button, LinkButton } from '#ui/link.tsx'

const ERRORS = {
  name: 'این بخش را پر کنید.',
  code: 'این کد را کتابخانهٔ دیگری دارد. کد دیگری بنویسید.',
  openedOn: 'چنین روزی در تقویم نیست.',
  agreed: 'بدون پذیرش شرایط، کتابخانه افزوده نمی‌شود.',
}

/** Every field there is, as it stands at first or (`wrong`) as it comes back refused with what was typed. */
export function LookForm({ wrong }: { wrong: boolean }): ReactNode {
  return (
    <Form
      action="/look"
      files
      label="برگهٔ نمونه"
      errors={wrong ? ERRORS : {}}
      typed={
        wrong ? { name: '', code: 'IR-09-0113', openedOn: '۱۴۰۵/۱۲/۳۱', services: ['wifi'], kind: 'reading-hall' } : {}
      }
    >
      <TextField name="name" label="نام کتابخانه" required hint="نام رسمی، بدون نام شهر" autoComplete="off" />
      <TextField name="code" label="کد" kind="code" required width="half" />
      <DateField name="openedOn" label="روز گشایش" />
      <Select
        name="province"
        label="استان"
        required
        options={[
          { value: '09', label: 'خراسان رضوی' },
          { value: '23', label: 'تهران' },
        ]}
      />
      <RadioGroup
        name="kind"
        label="گونه"
        required
        options={[
          { value: 'institutional', label: 'نهادی' },
          { value: 'reading-hall', label: 'قرائت‌خانه', hint: 'جایی برای مطالعه، بدون امانت' },
        ]}
      />
      <FieldGroup legend="خدمات و نشانی">
        <CheckboxGroup
          name="services"
          label="خدمات"
          options={[
            { value: 'wifi', label: 'اینترنت بی‌سیم' },
            { value: 'children', label: 'بخش کودک' },
          ]}
        />
        <TextArea name="address" label="نشانی" rows={3} />
        <FileField name="picture" label="تصویر" accept="image/*" hint="JPEG یا PNG، تا ۵ مگابایت" />
      </FieldGroup>
      <Checkbox name="agreed" label="شرایط همکاری را خوانده‌ام و می‌پذیرم" required />
      <Actions>
        <Button>ثبت کتابخانه</Button>
        <LinkButton to="/look" kind="quiet">
          انصراف
        </LinkButton>
      </Actions>
    </Form>
  )
}
