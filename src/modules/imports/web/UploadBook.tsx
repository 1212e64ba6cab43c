import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { formatBytes, formatDate } from '../../../platform/web/format.ts';
import { useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button, ButtonRow } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { FileDrop } from '../../../ui/form/FileDrop.tsx';
import { useUiLanguage } from '../../../ui/language.ts';
import type { AreaHit } from '../../areas/areas.contract.ts';
import { AreaSearch } from '../../areas/web/AreaSearch.tsx';
import { MAX_IMPORT_BYTES } from '../import.contract.ts';
import { uploadImport } from '../imports.contract.ts';
import { importsText } from './imports.text.ts';
import { type BookArea, likelyArea, useBookAreas, useOwnBookCommunes } from './useBookAreas.ts';
import { importIs } from './useImport.ts';

/** Chooses a file and the commune it belongs to, sends it, and goes on to its page. */
export function UploadBook(): ReactNode {
  const text = useText(importsText);
  const language = useUiLanguage();
  const own = useOwnBookCommunes();
  const [found, setFound] = useState<AreaHit | null>(null);
  const areas = useBookAreas(found ? [found.id] : own.map((area) => area.id));
  const [file, setFile] = useState<File>();
  const sending = useSending();
  const needsCommune = own.length === 0;

  function choose(files: readonly File[]): void {
    const [next] = files;
    sending.forget();
    setFile(next);
  }
  if (sending.share !== undefined && file) {
    return <Progress label={text.sending(file.name)} value={sending.share} />;
  }
  return (
    <FormStack>
      {sending.error !== undefined && (
        <Banner tone="error" title={text.refused} announce>
          {problemText(sending.error, language)}
        </Banner>
      )}
      {needsCommune && (
        <AreaSearch label={text.findCommune} kinds={['commune']} value={found} onChange={setFound} />
      )}
      {file && areas.data && sending.error === undefined ? (
        <WhichBook
          key={file.name}
          file={file}
          areas={areas.data}
          onOther={() => setFile(undefined)}
          onRead={(areaId) => void sending.send(file, areaId)}
        />
      ) : (
        <FileDrop
          id="book-file"
          label={text.file}
          help={needsCommune && !found ? text.findFirst : text.fileHelp}
          disabled={needsCommune && !found}
          onFiles={choose}
        />
      )}
      {areas.error && <Banner tone="error">{problemText(areas.error, language)}</Banner>}
    </FormStack>
  );
}

function WhichBook({
  file,
  areas,
  onOther,
  onRead,
}: {
  file: File;
  areas: readonly BookArea[];
  onOther: () => void;
  onRead: (areaId: string) => void;
}): ReactNode {
  const text = useText(importsText);
  const language = useUiLanguage();
  const [areaId, setAreaId] = useState(() => likelyArea(areas, file.name)?.id ?? '');
  const top = useRef<HTMLFormElement>(null);
  const isTooLarge = file.size > MAX_IMPORT_BYTES;
  // The button that chose the file is gone; the next question takes the focus.
  useEffect(() => {
    top.current?.querySelector<HTMLElement>('input:checked, button')?.focus();
  }, []);
  return (
    <form
      ref={top}
      onSubmit={(event) => {
        event.preventDefault();
        onRead(areaId);
      }}
    >
      <FormStack>
        <p>
          <strong>{text.chosen(file.name, formatBytes(file.size, language))}</strong>
        </p>
        {isTooLarge ? (
          <Banner tone="error" title={text.refused} announce>
            {text.tooLarge(formatBytes(file.size, language))}
          </Banner>
        ) : (
          areas.length > 1 && (
            <RadioGroup
              label={text.whichBook}
              help={text.whichHelp}
              value={areaId}
              onChange={setAreaId}
              choices={areas.map((area) => ({
                value: area.id,
                label: area.until ? text.until(area.name, formatDate(area.until, language)) : area.name,
                help: area.now ? text.former(area.now) : text.now,
              }))}
            />
          )
        )}
        <ButtonRow>
          {!isTooLarge && (
            <Button kind="primary" type="submit">
              {text.read}
            </Button>
          )}
          <Button onClick={onOther}>{text.otherFile}</Button>
        </ButtonRow>
      </FormStack>
    </form>
  );
}

function useSending() {
  const client = useQueryClient();
  const router = useRouter();
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<unknown>();
  async function send(file: File, areaId: string): Promise<void> {
    setError(undefined);
    setShare(0);
    try {
      const made = await call(uploadImport, { query: { areaId }, file, onProgress: setShare });
      importIs(client, made);
      router.history.push(`/so/nhap/${made.id}`);
    } catch (problem) {
      setError(problem);
      setShare(undefined);
    }
  }
  return { share, error, send, forget: () => setError(undefined) };
}
