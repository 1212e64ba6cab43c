import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatInstant } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { FileDrop } from '../../../ui/form/FileDrop.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { addFile, listFiles, type StoredFile } from '../../documents/document.contract.ts';
import type { Signer } from '../pledge.contract.ts';
import css from './pledges.module.css';
import { signingText } from './signing.text.ts';
import { TickList } from './TickList.tsx';
import type { SigningHow } from './useSigning.ts';

/** The photo of a signed sheet beside the list of those who have not signed: tick who is on it. */
export function PhotoSigning(props: {
  campaignId: string;
  areaId: string;
  signers: readonly Signer[];
  today: string;
  photoId: string | undefined;
  onPhoto: (id: string) => void;
  onSign: (signers: readonly Signer[], how: SigningHow) => Promise<boolean>;
}): ReactNode {
  const text = useText(signingText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const [sent, setSent] = useState<number>();
  const subject = {
    subjectKind: 'area' as const,
    subjectId: props.areaId,
    purpose: `pledge.${props.campaignId}`,
  };
  const photos = useQuery({
    queryKey: ['files', 'pledge', props.campaignId, props.areaId],
    queryFn: ({ signal }) => call(listFiles, { query: subject, signal }),
  });
  const pictures = (photos.data?.items ?? []).filter((file) => file.type.startsWith('image/'));
  const shown = pictures.find((file) => file.id === props.photoId) ?? pictures[0];

  async function add(files: readonly File[]): Promise<void> {
    try {
      for (const file of files) {
        setSent(0);
        const id = uuidv7();
        await call(addFile, { query: { ...subject, id }, file, onProgress: setSent });
        props.onPhoto(id);
      }
      await client.invalidateQueries({ queryKey: ['files'] });
      toast({ text: text.photoSaved });
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
    setSent(undefined);
  }

  return (
    <div className={css.form}>
      <FileDrop
        label={text.addPhotoLabel}
        help={text.photoHelp}
        button={text.addPhoto}
        accept="image/*"
        multiple
        optional="unsaid"
        disabled={sent !== undefined}
        onFiles={(files) => void add(files)}
      />
      {sent !== undefined && <Progress label={text.addPhotoLabel} value={sent} />}
      {photos.data && pictures.length === 0 && (
        <EmptyState title={text.noPhoto}>{text.noPhotoWords}</EmptyState>
      )}
      {shown && (
        <div className={css.two}>
          <div className={css.photoFrame}>
            {pictures.length > 1 && <Choice pictures={pictures} shown={shown} onPhoto={props.onPhoto} />}
            <Picture
              key={shown.id}
              file={shown}
              name={text.photoOf(
                String(pictures.indexOf(shown) + 1),
                formatInstant(shown.createdAt, language),
              )}
            />
          </div>
          <TickList
            key={shown.id}
            signers={props.signers}
            today={props.today}
            method="photo"
            fileId={shown.id}
            onSign={props.onSign}
          />
        </div>
      )}
    </div>
  );
}

function Choice(props: {
  pictures: readonly StoredFile[];
  shown: StoredFile;
  onPhoto: (id: string) => void;
}): ReactNode {
  const text = useText(signingText);
  const [language] = useLanguage();
  return (
    <fieldset className={css.group} aria-label={text.photos}>
      <div className={css.thumbs}>
        {props.pictures.map((file, at) => (
          <Button
            key={file.id}
            small
            aria-pressed={file === props.shown}
            icon={file === props.shown ? 'check' : undefined}
            onClick={() => props.onPhoto(file.id)}
          >
            {text.photoOf(String(at + 1), formatInstant(file.createdAt, language))}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

/** The address of a kept picture. */
export const pictureAt = (id: string): string => `/api/v1/files/${id}/content`;

function Picture({ file, name }: { file: StoredFile; name: string }): ReactNode {
  const text = useText(signingText);
  const [large, setLarge] = useState(false);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={css.photoBox} aria-label={name} tabIndex={0}>
        <img className={cx(css.photo, large && css.large)} src={pictureAt(file.id)} alt={name} />
      </section>
      <div>
        <Button small icon={large ? 'minus' : 'plus'} onClick={() => setLarge(!large)}>
          {large ? text.zoomOut : text.zoomIn}
        </Button>
      </div>
    </>
  );
}
