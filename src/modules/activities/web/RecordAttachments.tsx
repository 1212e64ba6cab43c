import type { ReactNode } from 'react';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { Button } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Progress } from '../../../ui/feedback/Progress.tsx';
import { FileDrop } from '../../../ui/form/FileDrop.tsx';
import { Section } from '../../../ui/layout/PageHeader.tsx';
import { attachmentLimits } from '../../documents/attachment.contract.ts';
import { AttachmentsSection } from '../../documents/web/AttachmentsSection.tsx';
import type { Activity } from '../activity.contract.ts';
import type { FormShape } from '../form-shape.contract.ts';
import { recordAttachmentsText } from './attachments.text.ts';
import { shownFields } from './FormFields.tsx';
import { MEGABYTE, namedIn, useAttachments } from './useAttachments.ts';

/** Pictures and recordings of a record; whoever may correct it adds to them and takes them out. */
export function RecordAttachments(props: { form: FormShape; record: Activity; title: string }): ReactNode {
  const text = useText(recordAttachmentsText);
  const [language] = useLanguage();
  const { form, record } = props;
  const { progress, faults, unsent, add, takeOut, goOn } = useAttachments(form, record);
  // A verified record is changed with a reason, in its own form; pictures alone are no correction of it.
  const mayAdd = record.can.edit && record.state !== 'verified';
  const number = (value: number): string => formatNumber(value, language);
  const busy = progress !== undefined;
  const open = shownFields(form, record.values).flatMap((field) => {
    if (field.type !== 'photo' && field.type !== 'voice') return [];
    const max = field.type === 'photo' ? field.max : 1;
    const left = max - namedIn(record, field.code).length;
    return left > 0 ? [{ field, max, left }] : [];
  });
  return (
    <>
      <AttachmentsSection
        recordId={record.id}
        title={props.title}
        onTakeOut={mayAdd && !busy ? (id, field) => void takeOut(id, field) : undefined}
      />
      {mayAdd && (open.length > 0 || busy || unsent > 0 || faults.length > 0) && (
        <Section title={text.title}>
          {faults.length > 0 && (
            <Banner tone="error" title={text.notAdded} announce>
              {faults.join(' ')}
            </Banner>
          )}
          {unsent > 0 && !busy && (
            <Banner tone="warn" announce action={<Button onClick={() => void goOn()}>{text.goOn}</Button>}>
              {text.unfinished(number(unsent))}
            </Banner>
          )}
          {progress && <Progress label={progress.words} value={progress.share} />}
          {!busy &&
            open.map(({ field, max, left }) => (
              <FileDrop
                key={field.code}
                label={field.label[language]}
                optional="unsaid"
                help={
                  field.type === 'photo'
                    ? text.photoHelp(number(left), number(max))
                    : text.voiceHelp(number(attachmentLimits.voiceBytes / MEGABYTE))
                }
                button={field.type === 'photo' ? text.choosePhotos : text.chooseVoice}
                accept={field.type === 'photo' ? 'image/*' : '.webm,.ogg,.m4a'}
                multiple={field.type === 'photo'}
                onFiles={(files) => void add(field, files)}
              />
            ))}
        </Section>
      )}
    </>
  );
}
