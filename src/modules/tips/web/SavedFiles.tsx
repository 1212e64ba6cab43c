import { type ReactNode, useEffect, useState } from 'react';
import { formatBytes } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import type { ParcelFile } from '../crypto/parcel.ts';
import css from './SavedFiles.module.css';
import { savedFilesText } from './saved-files.text.ts';

/** Pictures are drawn from their bytes; no other kind is opened by the page. */
const drawn = new Set(['image/jpeg', 'image/png', 'image/webp']);

/** Files that were opened here: pictures shown, the rest to be saved. Their addresses end with the page. */
export function SavedFiles({ files }: { files: readonly ParcelFile[] }): ReactNode {
  const text = useText(savedFilesText);
  const language = useUiLanguage();
  const [urls, setUrls] = useState<readonly string[]>([]);
  useEffect(() => {
    const made = files.map(({ blob }) => URL.createObjectURL(blob));
    setUrls(made);
    return () => {
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, [files]);
  if (files.length === 0) return null;
  return (
    <ul className={css.files} aria-label={text.files}>
      {files.map((file, at) => (
        <li key={file.name}>
          {drawn.has(file.type) && (
            <img src={urls[at]} alt={text.picture(file.name)} className={css.picture} />
          )}
          <ButtonLink small icon="download" href={urls[at] ?? ''} download={file.name}>
            {text.save(file.name, formatBytes(file.blob.size, language))}
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}
