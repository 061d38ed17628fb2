import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { HoldfastContract } from '../../contract/api/index.ts';
import { pastLink } from '../time-travel/past-link.ts';
import { coreLink } from './connection.ts';

/** Everything that the core can be asked; see src/contract/api. */
export const api: ContractRouterClient<HoldfastContract> = createORPCClient(pastLink(coreLink));

/** The same as query and mutation options: `useQuery(orpc.records.get.queryOptions({ input }))`. */
export const orpc = createTanstackQueryUtils(api);
