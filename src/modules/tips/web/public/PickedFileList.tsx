import type { ReactNode } from 'react';
import { formatBytes } from '../../../../platform/web/format.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { IconButton } from '../../../../ui/action/Button.tsx';
import { Checkbox } from '../../../../ui/form/Checkbox.tsx';
import { FileDrop } from '../../../../ui/form/FileDrop.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import type { Trace } from '../clean/traces.ts';
import { fileText, traceText } from './file.text.ts';
import type { PickedFile, PickedFiles } from './picked-files.ts';
import css from './public.module.css';

/** Choosing files, and for each what was taken out of it. */
export function PickedFileList({
  picked,
  error,
  id,
}: {
  picked: PickedFiles;
  error?: string | undefined;
  id: string;
}): ReactNode {
  const text = useText(fileText);
  return (
    <>
      <FileDrop
        id={id}
        label={text.files}
        help={text.filesHelp}
        error={error}
        optional
        multiple
        button={text.addFiles}
        onFiles={picked.add}
      />
      {picked.files.length > 0 && (
        <ul className={css.files} aria-live="polite">
          {picked.files.map((file) => (
            <FileLine key={file.id} file={file} picked={picked} />
          ))}
        </ul>
      )}
    </>
  );
}

function FileLine({ file, picked }: { file: PickedFile; picked: PickedFiles }): ReactNode {
  const text = useText(fileText);
  const language = useUiLanguage();
  const { state } = file;
  return (
    <li className={css.file}>
      <div>
        <p className={css.fileName}>
          {file.ownName} <small>· {formatBytes(file.size, language)}</small>
        </p>
        {state.outcome === 'cleaning' && <p className={css.fileNote}>{text.cleaning}</p>}
        {state.outcome === 'cleaned' && <CleanedNote traces={state.traces} />}
        {state.outcome === 'unreadable' && (
          <p className={css.fileNote} data-tone="bad">
            {text.unreadable}
          </p>
        )}
        {state.outcome === 'unknown' && (
          <>
            <p className={css.fileNote} data-tone="bad">
              {text.unknownKind}
            </p>
            <Checkbox
              label={text.keepAnyway}
              checked={file.isKept}
              onChange={(isKept) => picked.keep(file.id, isKept)}
            />
          </>
        )}
      </div>
      <IconButton icon="close" label={text.removeFile(file.ownName)} onClick={() => picked.remove(file.id)} />
    </li>
  );
}

function CleanedNote({ traces }: { traces: readonly Trace[] }): ReactNode {
  const text = useText(fileText);
  const kinds = useText(traceText);
  const said = traces.map(({ kind, value }) =>
    value === undefined ? kinds[kind] : `${kinds[kind]} (${value})`,
  );
  return (
    <p className={css.fileNote} data-tone="good">
      {text.cleaned([text.nameDropped, ...new Set(said)].join(', '))}
    </p>
  );
}
