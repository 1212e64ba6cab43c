import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '../action/Button.tsx';
import { cx } from '../cx.ts';
import { Icon } from '../Icon.tsx';
import { useKitText } from '../kit.text.ts';
import { FieldFrame, type FieldProps, useField } from './Field.tsx';
import css from './FileDrop.module.css';

/** One file (or several), chosen with a button or dropped. `accept` as in HTML: '.xlsx,.csv'. */
export function FileDrop(
  props: FieldProps & {
    onFiles: (files: File[]) => void;
    accept?: string | undefined;
    multiple?: boolean | undefined;
    disabled?: boolean | undefined;
    /** The button's words; "Chọn tệp" unless given. */
    button?: string | undefined;
  },
): ReactNode {
  const words = useKitText();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string | undefined>();
  const { wiring, frame } = useField({ ...props, error: refused ? words.wrongFile(refused) : props.error });

  function take(list: FileList | null): void {
    const files = [...(list ?? [])].slice(0, props.multiple ? undefined : 1);
    const bad = files.find((file) => !isAccepted(file, props.accept));
    setRefused(bad?.name);
    if (!bad && files.length > 0) props.onFiles(files);
    if (input.current) input.current.value = '';
  }
  function onDrop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    if (!props.disabled) take(event.dataTransfer.files);
  }

  return (
    <FieldFrame {...frame}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button inside */}
      <div
        className={cx(css.drop, over && css.over)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Icon name="upload" size="1.8em" />
        <Button
          id={wiring.id}
          aria-describedby={wiring['aria-describedby']}
          disabled={props.disabled}
          onClick={() => input.current?.click()}
        >
          {props.button ?? words.chooseFile}
        </Button>
        <span className={css.words}>{words.dropHere}</span>
        <input
          ref={input}
          type="file"
          hidden
          accept={props.accept}
          multiple={props.multiple}
          onChange={(event) => take(event.target.files)}
        />
      </div>
    </FieldFrame>
  );
}

/** Whether the end of the file's name is one of those accepted; kinds such as image/* are left to the server. */
function isAccepted(file: File, accept: string | undefined): boolean {
  const ends = (accept ?? '').split(',').map((part) => part.trim().toLowerCase());
  if (!ends.every((end) => end.startsWith('.'))) return true;
  return ends.some((end) => file.name.toLowerCase().endsWith(end));
}
