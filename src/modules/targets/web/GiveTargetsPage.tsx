import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { z } from 'zod';
import type { OutputOf } from '../../../platform/contract.ts';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { usePageTitle } from '../../../platform/web/page.tsx';
import { usePageSearch } from '../../../platform/web/search.ts';
import { useSubmit } from '../../../platform/web/useSubmit.ts';
import { Button, ButtonLink, ButtonRow } from '../../../ui/action/Button.tsx';
import { EmptyState } from '../../../ui/feedback/EmptyState.tsx';
import { RadioGroup } from '../../../ui/form/Checkbox.tsx';
import { Combobox } from '../../../ui/form/Combobox.tsx';
import { ErrorSummary } from '../../../ui/form/ErrorSummary.tsx';
import { NumberInput } from '../../../ui/form/NumberInput.tsx';
import { Select } from '../../../ui/form/Select.tsx';
import { looseKey } from '../../../ui/form/values.ts';
import { Page, PageHeader, Section } from '../../../ui/layout/PageHeader.tsx';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { LoadState } from '../../activities/web/LoadState.tsx';
import { useOwnPlaces } from '../../pledges/web/places.ts';
import {
  giveTargets,
  readTargetChoices,
  readTargets,
  type TargetBoard,
  type TargetDirection,
  TargetMeasure,
} from '../targets.contract.ts';
import { AmountTable } from './AmountTable.tsx';
import css from './targets.module.css';
import { targetsText } from './targets.text.ts';

const View = z.object({
  noi: z.uuid().optional(),
  nam: z.coerce.number().int().min(2010).max(2100).optional(),
  dem: z.string().max(80).optional(),
  theo: TargetMeasure.optional(),
  ky: z.string().max(40).optional(),
});
type Choices = OutputOf<typeof readTargetChoices>;
type Indicator = Choices['indicators'][number];

/** Giving the units of a place a target: what is counted, and a number for each. */
export function GiveTargetsPage(): ReactNode {
  const text = useText(targetsText);
  usePageTitle(text.giveTitle);
  const [view] = usePageSearch(View);
  const places = useOwnPlaces('targets.write');
  const place = places.find((one) => one.id === view.noi) ?? places[0];
  const areaId = place?.id ?? '';
  const year = view.nam ?? new Date().getFullYear();
  const choices = useQuery({
    queryKey: ['targets', 'choices', areaId],
    queryFn: ({ signal }) => call(readTargetChoices, { query: { areaId }, signal }),
    enabled: areaId !== '',
  });
  const before = useQuery({
    queryKey: ['targets', areaId, year],
    queryFn: ({ signal }) => call(readTargets, { query: { areaId, year }, signal }),
    enabled: areaId !== '',
  });
  const crumbs = [{ label: text.title, href: `/chi-tieu?noi=${areaId}&nam=${year}` }];
  if (!place)
    return (
      <Page narrow>
        <PageHeader title={text.giveTitle} crumbs={crumbs} />
        <EmptyState title={text.mayNot}>{text.mayNotWords}</EmptyState>
      </Page>
    );
  return (
    <Page narrow>
      <PageHeader title={text.giveTitle} lead={text.giveLead(place.name)} crumbs={crumbs} />
      {(!choices.data || !before.data) && (
        <LoadState
          error={choices.error ?? before.error}
          onAgain={() => void Promise.all([choices.refetch(), before.refetch()])}
        />
      )}
      {choices.data && before.data && choices.data.units.length === 0 && (
        <EmptyState title={text.noUnits} action={<ButtonLink href="/dia-ban">{text.toPlaces}</ButtonLink>}>
          {text.noUnitsWords}
        </EmptyState>
      )}
      {choices.data && before.data && choices.data.units.length > 0 && (
        <Form areaId={areaId} year={year} choices={choices.data} boards={before.data.given} view={view} />
      )}
    </Page>
  );
}

function Form(props: {
  areaId: string;
  year: number;
  choices: Choices;
  boards: readonly TargetBoard[];
  view: z.output<typeof View>;
}): ReactNode {
  const text = useText(targetsText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const { areaId, choices, boards, view } = props;
  const asked = choices.indicators.find((one) => one.code === view.dem);
  const [indicator, setIndicator] = useState<Indicator | null>(asked ?? null);
  const [measure, setMeasure] = useState<TargetMeasure>(view.theo ?? asked?.measures[0] ?? 'sum');
  const [scheme, setScheme] = useState(view.ky ?? 'ADMIN_0915');
  const [direction, setDirection] = useState<TargetDirection>(
    boardOf(boards, asked?.code, scheme)?.direction ?? asked?.direction ?? 'atLeast',
  );
  const [year, setYear] = useState(props.year);
  const [same, setSame] = useState<number | null>(null);
  const [amounts, setAmounts] = useState<ReadonlyMap<string, number>>(() =>
    amountsOf(boardOf(boards, asked?.code, scheme)),
  );
  const isPercent = indicator?.display === 'percent';
  const before = useMemo(() => boardOf(boards, indicator?.code, scheme), [boards, indicator, scheme]);
  const form = useSubmit({
    fields: {
      indicator: { id: 'target-indicator', bad: text.needIndicator },
      targets: { id: 'target-amounts' },
    },
    send: () =>
      call(giveTargets, {
        body: {
          areaId,
          indicator: indicator?.code ?? '',
          year,
          scheme,
          measure,
          direction,
          targets: choices.units.flatMap((unit): { areaId: string; amount: number | null }[] => {
            const amount = amounts.get(unit.areaId);
            if (amount !== undefined)
              return [{ areaId: unit.areaId, amount: isPercent ? amount / 100 : amount }];
            // Empty where there was a number: the target is taken back.
            return before?.lines.some((line) => line.areaId === unit.areaId)
              ? [{ areaId: unit.areaId, amount: null }]
              : [];
          }),
        },
      }),
    done: async ({ given }) => {
      await client.invalidateQueries({ queryKey: ['targets'] });
      toast({ text: text.saved(formatNumber(given, language)) });
      router.history.push(`/chi-tieu?noi=${areaId}&nam=${year}`);
    },
  });

  function choose(next: Indicator | null): void {
    setIndicator(next);
    const known = boardOf(boards, next?.code, scheme);
    setMeasure(known?.measure ?? next?.measures[0] ?? 'sum');
    setDirection(known?.direction ?? next?.direction ?? 'atLeast');
    setAmounts(amountsOf(known));
  }
  const measures: Record<TargetMeasure, string> = {
    sum: text.measureSum,
    growth: text.measureGrowth,
    level: text.measureLevel,
  };
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void form.submit({
          indicator: indicator === null ? text.needIndicator : undefined,
          targets: amounts.size === 0 && !before ? text.needAmount : undefined,
        });
      }}
    >
      <ErrorSummary errors={form.summary} />
      <Combobox<Indicator>
        id="target-indicator"
        label={text.indicator}
        value={indicator}
        onChange={choose}
        minLetters={0}
        search={(query) => {
          const wanted = looseKey(query);
          return choices.indicators.filter((one) => looseKey(one.name[language]).includes(wanted));
        }}
        itemKey={(one) => one.code}
        itemText={(one) => one.name[language]}
        itemNote={(one) => `${one.group[language]} · ${one.unit[language]}`}
        error={form.errorOf('indicator')}
      />
      {indicator && indicator.measures.length > 1 && (
        <RadioGroup
          label={text.measure}
          value={measure}
          onChange={(value) => setMeasure(value as TargetMeasure)}
          choices={indicator.measures.map((one) => ({ value: one, label: measures[one] }))}
        />
      )}
      <RadioGroup
        label={text.direction}
        value={direction}
        onChange={(value) => setDirection(value as TargetDirection)}
        inline
        choices={[
          { value: 'atLeast', label: text.atLeastLong },
          { value: 'atMost', label: text.atMostLong },
        ]}
      />
      <div className={css.fill}>
        <Select
          label={text.year}
          value={String(year)}
          onChange={(value) => setYear(Number(value))}
          choices={[-1, 0, 1].map((step) => ({
            value: String(props.year + step),
            label: String(props.year + step),
          }))}
        />
        <Select
          label={text.scheme}
          value={scheme}
          onChange={setScheme}
          choices={choices.schemes.map((one) => ({ value: one.code, label: one.name[language] }))}
        />
      </div>
      <Section
        title={text.amounts}
        lead={isPercent ? `${text.amountsHelp} ${text.percentHelp}` : text.amountsHelp}
      >
        <div className={css.fill}>
          <NumberInput
            label={text.same}
            optional="unsaid"
            decimals={isPercent ? 1 : 0}
            value={same}
            onChange={setSame}
          />
          <Button
            disabled={same === null}
            onClick={() =>
              same !== null && setAmounts(new Map(choices.units.map((unit) => [unit.areaId, same])))
            }
          >
            {text.fill}
          </Button>
        </div>
        <AmountTable
          id="target-amounts"
          units={choices.units}
          unit={indicator?.unit[language]}
          decimals={isPercent ? 1 : 0}
          amounts={amounts}
          onChange={setAmounts}
        />
      </Section>
      <ButtonRow>
        <Button kind="primary" type="submit" busy={form.busy}>
          {text.save}
        </Button>
        <ButtonLink href={`/chi-tieu?noi=${areaId}&nam=${year}`}>{text.cancel}</ButtonLink>
      </ButtonRow>
    </form>
  );
}

function boardOf(
  boards: readonly TargetBoard[],
  indicator: string | undefined,
  scheme: string,
): TargetBoard | undefined {
  return boards.find((board) => board.indicator === indicator && board.scheme === scheme);
}

/** The numbers as they are typed: rates in per cent. */
function amountsOf(board: TargetBoard | undefined): ReadonlyMap<string, number> {
  const times = board?.display === 'percent' ? 100 : 1;
  return new Map(board?.lines.map((line) => [line.areaId, Math.round(line.amount * times * 1000) / 1000]));
}
