import { type Route, route } from '../../../platform/server/route.ts';
import { getDesk } from '../desk.contract.ts';
import { describeDesk } from './desk.service.ts';

export const deskRoutes: readonly Route[] = [route({ contract: getDesk, handle: describeDesk })];
