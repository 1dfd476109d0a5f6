import 'server-only';

/** An event that is no change of a sender: advice on an identity, or of a kind we do not know. Kept as it came. */
export interface KeptEventTable {
  connection_id: string;
  /** Hash of `raw`: the same event is kept once. */
  key: string;
  kind: string;
  detail_type: string;
  arn: string | null;
  /** AWS's time of it. */
  at: number | null;
  reported_at: number;
  source: string;
  raw: string;
}

/** One import of a file of events, and how far it has come. */
export interface ImportTable {
  id: string;
  /** Of the file: the same one goes on where it stopped. */
  fingerprint: string;
  name: string;
  /** Null: not known beforehand. */
  bytes: number | null;
  started_at: number;
  moved_at: number;
  finished_at: number | null;
  /** Lines (or members of an array) dealt with. */
  lines: number;
  /** JSON `ImportCounts`. */
  counts: string;
  /** JSON array of the first refusals. */
  refused: string;
  principal_name: string;
}
