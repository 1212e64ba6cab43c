import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { v7 as uuidv7 } from 'uuid';
import { call, download } from '../../../platform/web/client.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { type FormFields, useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button } from '../../../ui/action/Button.tsx';
import { Banner } from '../../../ui/feedback/Banner.tsx';
import { Skeleton } from '../../../ui/feedback/Spinner.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../ui/form/Field.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { HeadingFields, headingFields } from '../../reports/web/HeadingForm.tsx';
import { headingForm, headingOf } from '../../reports/web/report-draft.ts';
import { downloadFile } from '../document.contract.ts';
import { draftPaper, makePaper, type PaperDraft } from '../papers.contract.ts';
import { documentsText } from './documents.text.ts';
import { FileList } from './FileList.tsx';
import type { PaperOf } from './PaperButton.tsx';

/** Looks over the heading of a paper and makes it. */
export function PaperDialog({ paper, onClose }: { paper: PaperOf; onClose: () => void }): ReactNode {
  const text = useText(documentsText);
  const [language] = useLanguage();
  const { kind, ...query } = paper;
  const { data, error } = useQuery({
    queryKey: ['paper', paper],
    queryFn: ({ signal }) => call(draftPaper, { params: { kind }, query, signal }),
    staleTime: 0,
    gcTime: 0,
  });
  if (data) return <Ready paper={paper} draft={data} onClose={onClose} />;
  return (
    <Dialog open wide onClose={onClose} title={text[kind]}>
      {error ? (
        <Banner tone="error" title={text.refused} announce>
          {problemText(error, language)}
        </Banner>
      ) : (
        <Skeleton lines={6} />
      )}
    </Dialog>
  );
}

function Ready(props: { paper: PaperOf; draft: PaperDraft; onClose: () => void }): ReactNode {
  const text = useText(documentsText);
  const toast = useToast();
  const client = useQueryClient();
  const { paper, draft, onClose } = props;
  const { kind, ...of } = paper;
  const [heading, setHeading] = useState(() => headingForm(draft.heading));
  // One paper however often it is sent.
  const [id] = useState(() => uuidv7());
  const submit = useSubmit({
    fields: fieldsOf(text),
    send: async () => {
      const file = await call(makePaper, {
        params: { kind },
        body: { ...of, id, heading: headingOf(heading) },
      });
      await download(downloadFile, { params: { id: file.id } });
      return file;
    },
    done: async (file) => {
      toast({ text: text.made(file.fileName) });
      await client.invalidateQueries({ queryKey: ['files'] });
      onClose();
    },
  });
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={text[kind]}
      actions={
        <Button kind="primary" icon="download" busy={submit.busy} onClick={() => void submit.submit()}>
          {submit.busy ? text.making : text.make}
        </Button>
      }
    >
      <FormStack>
        <ErrorSummary errors={submit.summary} />
        <p>
          {draft.template.shipped ? text.templateShipped : text.templateOwn(draft.template.fileName)}{' '}
          {draft.shown === 'none' ? text.noHeading : text.lookOver}
        </p>
        {kind === 'pledgeSheet' && <Banner>{text.codesNote}</Banner>}
        {draft.shown !== 'none' && (
          <HeadingFields
            heading={heading}
            onChange={setHeading}
            errorOf={submit.errorOf}
            disabled={submit.busy}
            asList={draft.shown === 'list'}
            noRecipients={draft.shown !== 'full'}
          />
        )}
        {draft.made.length > 0 && (
          <div>
            <h3>{text.before}</h3>
            <p>{text.makeAgain}</p>
            <FileList files={draft.made} />
          </div>
        )}
      </FormStack>
    </Dialog>
  );
}

function fieldsOf(text: { badNotation: string; missing: string }): FormFields {
  const entries = Object.entries(headingFields).map(([path, { id }]) => [
    path,
    { id, bad: path === 'heading.codeNotation' ? text.badNotation : text.missing },
  ]);
  return Object.fromEntries(entries) as FormFields;
}
