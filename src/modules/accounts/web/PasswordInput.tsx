import { type ReactNode, useState } from 'react';
import { defineMessages, useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import control from '../../../ui/form/control.module.css';
import { Field, type FieldProps } from '../../../ui/form/Field.tsx';
import { VisuallyHidden } from '../../../ui/layout/VisuallyHidden.tsx';
import { passwordFaults, passwordMin } from '../password.rules.ts';
import css from './PasswordInput.module.css';

const messages = defineMessages({
  vi: {
    show: 'Hiện',
    hide: 'Ẩn',
    password: 'mật khẩu',
    rule: `Ít nhất ${passwordMin} ký tự. Dễ nhớ mà khó đoán: ghép vài từ không liên quan, ví dụ theo một hình ảnh chỉ mình biết. Không bắt buộc chữ hoa hay ký hiệu.`,
    missing: (count: number) => `Còn thiếu ${count} ký tự.`,
    tooLong: 'Dài quá 200 ký tự.',
    tooCommon: 'Dễ đoán: lặp lại hoặc chỉ là một dãy. Hãy ghép vài từ không liên quan.',
    likeName: 'Giống tên đăng nhập, tên người hay tên cơ quan. Hãy chọn từ khác.',
    fair: 'Dùng được. Thêm một từ nữa sẽ khó đoán hơn nhiều.',
    good: 'Tốt: dài và khó đoán.',
  },
  en: {
    show: 'Show',
    hide: 'Hide',
    password: 'password',
    rule: `At least ${passwordMin} characters. Easy to remember, hard to guess: put some unrelated words together. Capitals and signs are not required.`,
    missing: (count: number) => `${count} more ${count === 1 ? 'character' : 'characters'} needed.`,
    tooLong: 'Longer than 200 characters.',
    tooCommon: 'Easy to guess: a repetition or a run. Put some unrelated words together.',
    likeName: 'It looks like the user name, your name or the agency’s. Choose other words.',
    fair: 'It will do. One more word makes it much harder to guess.',
    good: 'Good: long and hard to guess.',
  },
});

/** A password with a button that shows it. */
export function PasswordInput(
  props: FieldProps & {
    value: string;
    onChange: (value: string) => void;
    autoComplete: 'current-password' | 'new-password';
  },
): ReactNode {
  const text = useText(messages);
  const [shown, setShown] = useState(false);
  const { value, onChange, autoComplete, ...field } = props;
  return (
    <Field {...field}>
      {(wiring) => (
        <div className={css.line}>
          <input
            {...wiring}
            className={control.control}
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={1000}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <Button aria-pressed={shown} onClick={() => setShown(!shown)}>
            {shown ? text.hide : text.show} <VisuallyHidden>{text.password}</VisuallyHidden>
          </Button>
        </div>
      )}
    </Field>
  );
}

/** A new password with advice in words while it is typed. `names` are what it must not look like. */
export function NewPasswordInput(
  props: Omit<FieldProps, 'help'> & {
    value: string;
    onChange: (value: string) => void;
    names: readonly string[];
  },
): ReactNode {
  const text = useText(messages);
  const { names, ...field } = props;
  return (
    <PasswordInput
      {...field}
      autoComplete="new-password"
      help={<span aria-live="polite">{advice(text, props.value, names)}</span>}
    />
  );
}

function advice(text: (typeof messages)['vi'], password: string, names: readonly string[]): string {
  if (password === '') return text.rule;
  const length = [...password].length;
  // The list of common passwords is the server's; what can be said without it is said at once.
  const [fault] = passwordFaults(password, names, () => false);
  if (fault === 'tooShort') return text.missing(passwordMin - length);
  if (fault) return text[fault];
  return length < 14 ? text.fair : text.good;
}
