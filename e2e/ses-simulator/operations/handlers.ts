import {
  createTenantResourceAssociation,
  deleteTenantResourceAssociation,
  listResourceTenants,
  listTenantResources,
} from './associations.ts';
import { batchGetMetricData } from './batch-get-metric-data.ts';
import {
  getConfigurationSet,
  getEmailIdentity,
  listTagsForResource,
  putConfigurationSetSendingOptions,
} from './resources.ts';
import { getAccount } from './get-account.ts';
import { listRecommendations } from './list-recommendations.ts';
import type { Handler } from './operation.ts';
import { getReputationEntity, listReputationEntities } from './reputation-entities.ts';
import { createTenant, deleteTenant, getTenant, listTenants, putTenantSuppressionAttributes } from './tenants.ts';
import { updateCustomerManagedStatus, updatePolicy } from './update-reputation-entity.ts';

/** Every operation of the model by its name. */
export const HANDLERS: Record<string, Handler> = {
  GetReputationEntity: getReputationEntity,
  ListReputationEntities: listReputationEntities,
  UpdateReputationEntityCustomerManagedStatus: updateCustomerManagedStatus,
  UpdateReputationEntityPolicy: updatePolicy,
  ListRecommendations: listRecommendations,
  CreateTenant: createTenant,
  GetTenant: getTenant,
  ListTenants: listTenants,
  DeleteTenant: deleteTenant,
  PutTenantSuppressionAttributes: putTenantSuppressionAttributes,
  ListTenantResources: listTenantResources,
  ListResourceTenants: listResourceTenants,
  CreateTenantResourceAssociation: createTenantResourceAssociation,
  DeleteTenantResourceAssociation: deleteTenantResourceAssociation,
  GetAccount: getAccount,
  BatchGetMetricData: batchGetMetricData,
  ListTagsForResource: listTagsForResource,
  GetConfigurationSet: getConfigurationSet,
  PutConfigurationSetSendingOptions: putConfigurationSetSendingOptions,
  GetEmailIdentity: getEmailIdentity,
};
