import { z } from 'zod';
import { endpoint } from '../../platform/contract.ts';
import { PlaceValue } from '../activities/field.contract.ts';
import { Day, ModelId, ModelStepNumber } from './model-kind.contract.ts';
import { SiteState } from './model-site.contract.ts';

const ReplicationBody = z.strictObject({
  places: z.array(PlaceValue).min(1).max(200),
  proposedOn: Day,
  /** By when each new site has to be launched. */
  launchBy: Day,
  assigneeId: z.uuid().optional(),
});

export const ReplicationPreview = z
  .object({
    sites: z.array(
      z.object({
        place: PlaceValue,
        name: z.string(),
        path: z.string(),
        /** A site of the kind is at work there already, or was proposed: nothing is founded. */
        existing: z.object({ id: z.uuid(), state: SiteState }).nullable(),
      }),
    ),
    /** The days by which each new site has its steps done. */
    steps: z.array(z.object({ step: ModelStepNumber, dueOn: Day })),
    founded: z.int(),
  })
  .meta({ id: 'ModelReplicationPreview' });
export type ReplicationPreview = z.infer<typeof ReplicationPreview>;

export const previewReplication = endpoint({
  method: 'POST',
  path: '/api/v1/model-sites/:id/replications/preview',
  summary: 'Which sites and deadlines a replication would make; changes nothing',
  access: 'models.write',
  params: ModelId,
  body: ReplicationBody,
  output: ReplicationPreview,
});

export const replicateModelSite = endpoint({
  method: 'POST',
  path: '/api/v1/model-sites/:id/replications',
  summary: 'Replicate a pilot to many places in one act: sites, tasks and deadlines for each',
  access: 'models.write',
  params: ModelId,
  body: ReplicationBody.extend({ id: z.uuid() }),
  output: z.object({ id: z.uuid(), siteIds: z.array(z.uuid()) }).meta({ id: 'ModelReplication' }),
  status: 201,
});

export const undoReplication = endpoint({
  method: 'POST',
  path: '/api/v1/model-replications/:id/undo',
  summary: 'Take a replication back while nobody has worked on its sites',
  access: 'models.write',
  params: ModelId,
  output: z.object({ id: z.uuid(), sites: z.int() }),
});
