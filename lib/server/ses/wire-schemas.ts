import 'server-only';
import * as z from 'zod/mini';
import { storableText } from './storable-text.ts';

/**
 * SES's answers as the wire has them. Every member is optional and may be null; enums are open, so they are text.
 * Members we do not use are dropped here. Source: the SES v2 service model.
 */
const text = z.nullish(z.pipe(z.string(), z.transform(storableText)));
/** Kept as it came: what is no ARN must not become one. */
const arn = z.nullish(z.string());
const flag = z.nullish(z.boolean());
const amount = z.nullish(z.number());

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2200, 0, 1);

/** Epoch seconds with fractions, as epoch ms; a time outside this and the next century is no time. */
const time = z.nullish(
  z.pipe(
    z.number(),
    z.pipe(
      z.transform((seconds: number) => Math.round(seconds * 1000)),
      z.number().check(z.gte(EARLIEST), z.lte(LATEST)),
    ),
  ),
);

const statusRecord = z.nullish(z.object({ Status: text, Cause: text, LastUpdatedTimestamp: time }));

export const entityShape = z.object({
  ReputationEntityReference: arn,
  SendingStatusAggregate: text,
  CustomerManagedStatus: statusRecord,
  AwsSesManagedStatus: statusRecord,
  ReputationImpact: text,
  ReputationManagementPolicy: text,
});

export const findingShape = z.object({
  ResourceArn: arn,
  Type: text,
  Impact: text,
  Description: text,
  Status: text,
  CreatedTimestamp: time,
  LastUpdatedTimestamp: time,
});

export const tenantShape = z.object({
  TenantName: text,
  TenantId: text,
  TenantArn: arn,
  CreatedTimestamp: time,
  SendingStatus: text,
});

export const accountShape = z.object({
  EnforcementStatus: text,
  ProductionAccessEnabled: flag,
  SendingEnabled: flag,
  SendQuota: z.nullish(z.object({ Max24HourSend: amount, MaxSendRate: amount, SentLast24Hours: amount })),
  VdmAttributes: z.nullish(z.object({ VdmEnabled: text })),
});

export const tenantResourceShape = z.object({ ResourceType: text, ResourceArn: arn });
export const tagShape = z.object({ Key: text, Value: text });
export const resourceTenantShape = z.object({ TenantName: text, TenantId: text, AssociatedTimestamp: time });

export const identityShape = z.object({
  VerifiedForSendingStatus: flag,
  VerificationStatus: text,
  DkimAttributes: z.nullish(z.object({ Status: text })),
});

export const configurationSetShape = z.object({
  ConfigurationSetName: text,
  SendingOptions: z.nullish(z.object({ SendingEnabled: flag })),
});

export const metricResultShape = z.object({
  Id: text,
  Timestamps: z.nullish(z.array(time)),
  Values: z.nullish(z.array(amount)),
});
export const metricErrorShape = z.object({ Id: text, Code: text, Message: text });
