import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { OutputOf } from '../../../../platform/contract.ts';
import { call } from '../../../../platform/web/client.ts';
import { useText } from '../../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../../platform/web/page.tsx';
import { problemText } from '../../../../platform/web/problem.ts';
import { useSubmit } from '../../../../platform/web/useSubmit.ts';
import { Button } from '../../../../ui/action/Button.tsx';
import { Link } from '../../../../ui/action/Link.tsx';
import { Banner } from '../../../../ui/feedback/Banner.tsx';
import { EmptyState } from '../../../../ui/feedback/EmptyState.tsx';
import { Skeleton } from '../../../../ui/feedback/Spinner.tsx';
import { StatusTag } from '../../../../ui/feedback/StatusTag.tsx';
import { Checkbox, RadioGroup } from '../../../../ui/form/Checkbox.tsx';
import { ErrorSummary } from '../../../../ui/form/ErrorSummary.tsx';
import { FormStack } from '../../../../ui/form/Field.tsx';
import { TextInput } from '../../../../ui/form/TextInput.tsx';
import { useUiLanguage } from '../../../../ui/language.ts';
import { Page, PageHeader } from '../../../../ui/layout/PageHeader.tsx';
import { TaskList } from '../../../../ui/layout/TaskList.tsx';
import { Dialog } from '../../../../ui/overlay/Dialog.tsx';
import { useToast } from '../../../../ui/overlay/Toast.tsx';
import { useMay } from '../../../accounts/web/me.ts';
import type { AreaHit } from '../../../areas/areas.contract.ts';
import { AreaSearch } from '../../../areas/web/AreaSearch.tsx';
import type { TipOfficeKind } from '../../tip-office.contract.ts';
import { createTipOffice, type listTipOffices } from '../../tip-office-members.contract.ts';
import { officeText } from './office.text.ts';
import { officesQuery } from './tip-queries.ts';

type Line = OutputOf<typeof listTipOffices>['offices'][number];

/** Where people send reports: every office of one's areas, and how far it is from taking reports. */
export function OfficesPage(): ReactNode {
  const text = useText(officeText);
  const language = useUiLanguage();
  const may = useMay();
  const { data, error } = useQuery(officesQuery);
  const [isCreating, setCreating] = useState(false);
  usePageTitle(text.title);
  const create = may('tips.offices') && (
    <Button kind="primary" icon="plus" onClick={() => setCreating(true)}>
      {text.create}
    </Button>
  );
  return (
    <Page>
      <PageHeader
        title={text.title}
        lead={text.lead}
        crumbs={[{ label: text.tips, href: '/tin-bao' }, { label: text.title }]}
        action={data && data.length > 0 && create}
      />
      {error && <Banner tone="error">{problemText(error, language)}</Banner>}
      {!data && !error && <Skeleton lines={4} />}
      {data?.length === 0 && (
        <EmptyState title={text.none} action={create}>
          {text.noneHelp}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <TaskList
          items={data.map((office) => ({
            key: office.id,
            title: <Link href={`/tin-bao/co-quan/${office.id}`}>{office.name}</Link>,
            note: [
              office.areaName,
              text[`kind_${office.kind}`],
              text.membersCount(office.activeMembers),
              office.custodians > 0 ? text.custodiansCount(office.custodians) : text.noCustodians,
            ].join(' · '),
            tag: <OfficeTag office={office} />,
          }))}
        />
      )}
      <Dialog open={isCreating} onClose={() => setCreating(false)} title={text.create}>
        <CreateForm />
      </Dialog>
    </Page>
  );
}

/** How far an office is. */
export function OfficeTag({
  office,
}: {
  office: Pick<Line, 'closedAt' | 'takesReports' | 'isRenewalDue'>;
}): ReactNode {
  const text = useText(officeText);
  if (office.closedAt !== null) return <StatusTag state="ended">{text.closed}</StatusTag>;
  if (office.isRenewalDue) return <StatusTag state="overdue">{text.renewalDue}</StatusTag>;
  if (office.takesReports) return <StatusTag state="active">{text.ready}</StatusTag>;
  return <StatusTag state="waiting">{text.notReady}</StatusTag>;
}

function CreateForm(): ReactNode {
  const text = useText(officeText);
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const [area, setArea] = useState<AreaHit | null>(null);
  const [kind, setKind] = useState<TipOfficeKind>('commune');
  const [name, setName] = useState('');
  const [isRemote, setRemote] = useState(false);
  const form = useSubmit({
    fields: { areaId: { id: 'tip-office-area' }, name: { id: 'tip-office-name', bad: text.needName } },
    send: async () => {
      const { randomId } = await import('../../crypto/bytes.ts');
      const id = randomId();
      await call(createTipOffice, {
        body: { id, areaId: area?.id ?? '', kind, name: name.trim(), isRemote },
      });
      return id;
    },
    done: async (id) => {
      toast({ text: text.created });
      await client.invalidateQueries({ queryKey: ['tips'] });
      await router.navigate({ to: `/tin-bao/co-quan/${id}` });
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit({
          areaId: area === null ? text.needArea : undefined,
          name: name.trim().length < 3 ? text.needName : undefined,
        });
      }}
    >
      <ErrorSummary errors={form.summary} />
      <FormStack>
        <AreaSearch
          id="tip-office-area"
          label={text.area}
          error={form.errorOf('areaId')}
          value={area}
          onChange={setArea}
        />
        <RadioGroup
          label={text.kind}
          value={kind}
          onChange={(next) => setKind(next as TipOfficeKind)}
          choices={(['commune', 'province', 'investigation'] as const).map((value) => ({
            value,
            label: text[`kind_${value}`],
          }))}
        />
        <TextInput
          id="tip-office-name"
          label={text.name}
          help={text.nameHelp}
          error={form.errorOf('name')}
          value={name}
          onChange={setName}
        />
        <Checkbox label={text.remote} help={text.remoteHelp} checked={isRemote} onChange={setRemote} />
        <div>
          <Button kind="primary" type="submit" busy={form.busy}>
            {text.create}
          </Button>
        </div>
      </FormStack>
    </form>
  );
}
