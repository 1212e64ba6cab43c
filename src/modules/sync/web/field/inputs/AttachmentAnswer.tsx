import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '../../../../../platform/web/i18n.tsx';
import type { EntryValue, FieldOf } from '../../../../activities/field.contract.ts';
import { shrink } from '../../../../documents/web/shrink.ts';
import css from '../field.module.css';
import { useField } from '../field-context.ts';
import { hasRoom, keepAttachment } from '../take.ts';
import { spotText } from './spot.text.ts';
import { type Answered, useTaking } from './taking.ts';
import { useRecorder } from './useRecorder.ts';

interface Props<F> {
  readonly field: F;
  readonly value: EntryValue | undefined;
  readonly onChange: (value: Answered) => void;
}

const listOf = (value: EntryValue | undefined): readonly string[] => (Array.isArray(value) ? value : []);

/** Pictures or a recording; each is on the phone's disk, sealed, before it is shown. */
export default function AttachmentAnswer(props: Props<FieldOf<'photo' | 'voice'>>): ReactNode {
  const { field } = props;
  return field.type === 'photo' ? <Photos {...props} field={field} /> : <Voice {...props} field={field} />;
}

function Photos({ field, value, onChange }: Props<FieldOf<'photo'>>): ReactNode {
  const text = useText(spotText);
  const { engine } = useField();
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const [busy, setBusy] = useState(false);
  const taking = useTaking();
  const taken = listOf(value);

  async function take(file: File): Promise<void> {
    setBusy(true);
    setFault(undefined);
    try {
      if (!(await hasRoom())) return setFault(text.noRoom);
      const bytes = await shrink(file).catch(() => undefined);
      if (!bytes) return setFault(text.unreadable);
      const next = await keepAttachment(engine, { kind: 'photo', field: field.code, bytes });
      // Others may have been dropped while this one was made small.
      onChange((before) => [...listOf(before), next]);
    } catch {
      setFault(text.noRoom);
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <ul className={css.pictures}>
        {taken.map((one, at) => (
          <li key={one}>
            <Preview id={one} name={text.picture(at + 1)} />
            <DropButton
              label={text.dropPicture(at + 1)}
              onDrop={() =>
                onChange((before) => {
                  const rest = listOf(before).filter((each) => each !== one);
                  return rest.length > 0 ? rest : undefined;
                })
              }
            />
          </li>
        ))}
      </ul>
      <p className={css.problem} role="alert">
        {fault}
      </p>
      {taken.length < field.max && (
        <>
          <input
            ref={input}
            className={css.unseen}
            type="file"
            accept="image/*"
            capture="environment"
            autoComplete="off"
            tabIndex={-1}
            aria-hidden="true"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              if (file) taking.add(take(file));
            }}
          />
          <button type="button" className={css.second} disabled={busy} onClick={() => input.current?.click()}>
            {busy ? text.shrinking : taken.length === 0 ? text.takePicture : text.takeAnother}
          </button>
        </>
      )}
      <p className={css.help}>{text.picturesOf(taken.length, field.max)}</p>
    </>
  );
}

function Voice({ field, value, onChange }: Props<FieldOf<'voice'>>): ReactNode {
  const text = useText(spotText);
  const { engine } = useField();
  const [fault, setFault] = useState<string>();
  const [recorded] = listOf(value);
  const recorder = useRecorder(field.maxSeconds, async (bytes) => {
    try {
      if (!(await hasRoom())) return setFault(text.noRoomVoice);
      onChange([await keepAttachment(engine, { kind: 'voice', field: field.code, bytes })]);
    } catch {
      setFault(text.noRoomVoice);
    }
  });
  if (recorded) {
    return (
      <>
        <Playback id={recorded} />
        <DropButton label={text.dropVoice} onDrop={() => onChange(undefined)} />
      </>
    );
  }
  if (!recorder.isPossible) return <p className={css.help}>{text.noRecorder}</p>;
  return (
    <>
      <p className={css.problem} role="alert">
        {fault ?? (recorder.isDenied ? text.voiceDenied : '')}
      </p>
      <button
        type="button"
        className={css.second}
        aria-pressed={recorder.seconds !== undefined}
        onClick={() => {
          setFault(undefined);
          if (recorder.seconds === undefined) recorder.start();
          else recorder.stop();
        }}
      >
        {recorder.seconds === undefined ? text.record(field.maxSeconds) : text.stop(recorder.seconds)}
      </button>
    </>
  );
}

function DropButton({ label, onDrop }: { label: string; onDrop: () => void }): ReactNode {
  return (
    <button type="button" className={css.quiet} onClick={onDrop}>
      {label}
    </button>
  );
}

/** The address of what the phone keeps of an attachment; null where it is at the commune already. */
function useKept(id: string, type: string): string | null | undefined {
  const { engine } = useField();
  const [url, setUrl] = useState<string | null>();
  useEffect(() => {
    let made: string | undefined;
    let isGone = false;
    void engine.store.attachmentBytes(id).then((bytes) => {
      if (isGone) return;
      made = bytes && URL.createObjectURL(new Blob([bytes], { type }));
      setUrl(made ?? null);
    });
    return () => {
      isGone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [engine, id, type]);
  return url;
}

function Preview({ id, name }: { id: string; name: string }): ReactNode {
  const text = useText(spotText);
  const url = useKept(id, 'image/jpeg');
  if (url === null) return <p className={css.help}>{text.atCommune(name)}</p>;
  return url ? <img src={url} alt={name} /> : null;
}

function Playback({ id }: { id: string }): ReactNode {
  const text = useText(spotText);
  const url = useKept(id, '');
  if (url === null) return <p className={css.help}>{text.atCommune(text.recording)}</p>;
  // biome-ignore lint/a11y/useMediaCaption: what a person said just now has no written form
  return url ? <audio controls src={url} aria-label={text.recording} /> : null;
}
