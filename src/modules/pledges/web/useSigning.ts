import { useQuery, useQueryClient } from '@tanstack/react-query';
import { v7 as uuidv7 } from 'uuid';
import { call } from '../../../platform/web/client.ts';
import { formatNumber } from '../../../platform/web/format.ts';
import { useLanguage, useText } from '../../../platform/web/i18n.tsx';
import { problemText } from '../../../platform/web/problem.ts';
import { useToast } from '../../../ui/overlay/Toast.tsx';
import { listSigners, type Signer, type SigningInput, signPledges, undoPledges } from '../pledge.contract.ts';
import { houseName } from './house-name.ts';
import { signingText } from './signing.text.ts';

export type SigningHow = Pick<SigningInput, 'signedOn' | 'method' | 'mark' | 'fileId'>;

/** A household by its number, an organisation by its name. */
export function signerName(signer: Signer, language: 'vi' | 'en'): string {
  if (signer.kind !== 'household') return signer.label;
  return houseName({ houseNumber: signer.label, position: signer.position }, language);
}

export const hasSigned = (signer: Signer): boolean =>
  signer.pledge !== null && signer.pledge.withdrawnOn === null;

/** Who can sign in a place, and noting that they did: with a word about it that can be taken back. */
export function useSigning(campaignId: string, areaId: string) {
  const text = useText(signingText);
  const [language] = useLanguage();
  const client = useQueryClient();
  const toast = useToast();
  const found = useQuery({
    queryKey: ['pledges', 'signers', campaignId, areaId],
    queryFn: ({ signal }) => call(listSigners, { params: { id: campaignId }, query: { areaId }, signal }),
    enabled: areaId !== '',
  });

  async function refresh(): Promise<void> {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['pledges'] }),
      client.invalidateQueries({ queryKey: ['figures'] }),
    ]);
  }

  async function takeBack(ids: readonly string[], what: 'pledge' | 'withdrawal'): Promise<void> {
    try {
      await call(undoPledges, { body: { ids: [...ids], what } });
      await refresh();
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
    }
  }

  /** Notes these as signed; gives whether it worked. */
  async function sign(signers: readonly Signer[], how: SigningHow): Promise<boolean> {
    try {
      const body = {
        ...how,
        signers: signers.map((one) => ({
          id: uuidv7(),
          ...(one.kind === 'household' ? { householdId: one.id } : { organizationId: one.id }),
        })),
      };
      const { signed, already } = await call(signPledges, { params: { id: campaignId }, body });
      await refresh();
      const words = [
        text.recorded(formatNumber(signed.length, language)),
        ...(already.length > 0 ? [text.already(formatNumber(already.length, language))] : []),
      ];
      toast({
        text: words.join(' '),
        ...(signed.length > 0 ? { undo: () => takeBack(signed, 'pledge') } : {}),
      });
      return true;
    } catch (error) {
      toast({ tone: 'error', text: problemText(error, language) });
      return false;
    }
  }

  return { found, refresh, sign, takeBack };
}
