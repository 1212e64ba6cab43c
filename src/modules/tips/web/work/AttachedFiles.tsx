import type { ReactNode } from 'react';
import { formatBytes } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { IconButton } from '../../../../ui/action/Button.tsx';
import { FileDrop } from '../../../../ui/form/FileDrop.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { tipText } from './tip.text.ts';
import css from './work.module.css';

/** Files of the office, as they are: here nobody has to be hidden from the office itself. */
export function AttachedFiles(props: {
  files: readonly File[];
  onChange: (files: readonly File[]) => void;
  label: string;
}): ReactNode {
  const text = useText(tipText);
  const language = useUiLanguage();
  return (
    <div className={css.full}>
      <FileDrop
        label={props.label}
        optional
        multiple
        onFiles={(chosen) => props.onChange([...props.files, ...chosen])}
      />
      {props.files.map((file, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be there twice
        <p key={at} className={css.from}>
          <span>
            {file.name} · {formatBytes(file.size, language)}
          </span>
          <IconButton
            icon="close"
            label={text.removeFile(file.name)}
            onClick={() => props.onChange(props.files.filter((_, index) => index !== at))}
          />
        </p>
      ))}
    </div>
  );
}
