import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { call } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { type Attachment, listAttachments } from '../attachment.contract.ts';
import css from './AttachmentsSection.module.css';
import { attachmentsText } from './attachments.text.ts';

const addressOf = (id: string): string => `/api/v1/attachments/${id}`;

/**
 * Pictures and recordings that a record names: small ones that open, those that have not come yet and those that could
 * not be taken. Above the commune only how many there are. `title` says which record, for whoever hears the page.
 */
export function AttachmentsSection(props: {
  recordId: string;
  title: string;
  /** Where it may be taken out of the record, by its identifier and field. */
  onTakeOut?: ((id: string, field: string) => void) | undefined;
}): ReactNode {
  const text = useText(attachmentsText);
  const [language] = useLanguage();
  const [open, setOpen] = useState<{ id: string; name: string }>();
  const { data, error } = useQuery({
    queryKey: ['attachments', props.recordId],
    queryFn: ({ signal }) => call(listAttachments, { params: { id: props.recordId }, signal }),
  });
  if (error) return <Banner tone="error">{problemText(error, language)}</Banner>;
  if (!data || data.named === 0) return null;
  const missing = data.items.filter(({ state }) => state === 'missing').length;
  return (
    <Section title={text.title}>
      {!data.can.see && <p>{text.onlyCount(data.named)}</p>}
      {missing > 0 && <p role="status">{text.missing(missing)}</p>}
      <ul className={css.list}>
        {data.items.map((item, at) => {
          const short = item.kind === 'photo' ? text.picture(at + 1) : text.recording;
          const { onTakeOut } = props;
          return (
            <li key={item.id}>
              <One
                item={item}
                name={`${short}, ${props.title}`}
                onOpen={(name) => setOpen({ id: item.id, name })}
              />
              {onTakeOut && (
                <Button small onClick={() => onTakeOut(item.id, item.field)}>
                  {text.takeOut(short)}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {open && (
        <Dialog open title={open.name} onClose={() => setOpen(undefined)}>
          <img className={css.large} src={addressOf(open.id)} alt={open.name} />
        </Dialog>
      )}
    </Section>
  );
}

function One(props: { item: Attachment; name: string; onOpen: (name: string) => void }): ReactNode {
  const text = useText(attachmentsText);
  const [language] = useLanguage();
  const { item, name } = props;
  if (item.state === 'missing') return <p>{text.notHere(name)}</p>;
  if (item.state === 'refused') {
    return (
      <p>
        {text.refused(name)} {item.reason?.[language]}
      </p>
    );
  }
  if (item.kind === 'voice') {
    // biome-ignore lint/a11y/useMediaCaption: what somebody said at the spot has no written form
    return <audio controls preload="none" src={addressOf(item.id)} aria-label={name} />;
  }
  return (
    <>
      <button type="button" className={css.thumbnail} onClick={() => props.onOpen(name)}>
        <img src={`${addressOf(item.id)}/thumbnail`} alt={name} loading="lazy" />
      </button>
      {item.redrawn && <p>{text.redrawn}</p>}
    </>
  );
}
