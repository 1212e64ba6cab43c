import { type ReactNode, useRef, useState } from 'react';
import { useKitText } from '../kit.text.ts';
import { VisuallyHidden } from '../layout/VisuallyHidden.tsx';
import { Button } from './Button.tsx';
import css from './CopyField.module.css';

/** A text to hand on, such as a one-time link: shown whole, selected with one click, copied with a button. */
export function CopyField(props: { label: string; value: string; help?: ReactNode }): ReactNode {
  const words = useKitText();
  const text = useRef<HTMLElement>(null);
  const [said, setSaid] = useState('');

  function select(): void {
    if (text.current) window.getSelection()?.selectAllChildren(text.current);
  }
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(props.value);
      setSaid(words.copied);
    } catch {
      // No clipboard without https or permission: the text is selected, so that Ctrl+C does it.
      select();
      setSaid(words.copyFailed);
    }
  }

  return (
    <div className={css.field}>
      <span className={css.label}>{props.label}</span>
      <div className={css.line}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click only selects the text, the button beside it copies */}
        <code ref={text} className={css.value} onClick={select}>
          {props.value}
        </code>
        <Button icon={said === words.copied ? 'check' : 'copy'} onClick={() => void copy()}>
          {said === words.copied ? words.copied : words.copy}
          <VisuallyHidden>: {props.label}</VisuallyHidden>
        </Button>
      </div>
      {props.help && <p className={css.help}>{props.help}</p>}
      <p role="status" className={css.help}>
        {said === words.copyFailed ? said : <VisuallyHidden>{said}</VisuallyHidden>}
      </p>
    </div>
  );
}
