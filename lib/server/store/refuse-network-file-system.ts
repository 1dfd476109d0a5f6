import 'server-only';
import { readFileSync, realpathSync } from 'node:fs';

/** Types whose locks or shared memory SQLite cannot trust. */
const NETWORK_TYPES =
  /^(nfs\d?|cifs|smb\w*|9p|afs|ceph|glusterfs|lustre|gpfs|ocfs2|davfs2?|ncpfs|fuse\.(sshfs|glusterfs|rclone|s3fs|davfs2?|ceph\S*|smbnetfs|gcsfuse|blobfuse2?|mount-s3))$/;

/**
 * The file system type that holds `path`, when it is one over the network; null otherwise.
 * @param mounts text in the form of /proc/mounts: device, mount point (octal escapes), type, …; the last mount wins.
 */
export function networkFileSystemOf(path: string, mounts: string): string | null {
  let best = { point: '', type: '' };
  for (const line of mounts.split('\n')) {
    const [, escaped, type] = line.split(' ');
    if (escaped === undefined || type === undefined) continue;
    const point = escaped.replace(/\\([0-7]{3})/g, (_, octal: string) =>
      String.fromCharCode(Number.parseInt(octal, 8)),
    );
    const holds = point === '/' || path === point || path.startsWith(`${point}/`);
    if (holds && point.length >= best.point.length) best = { point, type };
  }
  return NETWORK_TYPES.test(best.type) ? best.type : null;
}

/** @throws Error with one sentence when the directory lies on a network file system that we recognise. */
export function refuseNetworkFileSystem(directory: string): void {
  let mounts: string;
  try {
    mounts = readFileSync('/proc/mounts', 'utf8');
  } catch {
    return; // not Linux: nothing to recognise it by
  }
  const type = networkFileSystemOf(realpathSync(directory), mounts);
  if (type === null) return;
  throw new Error(
    `The data directory ${directory} is on a network file system (${type}), where SQLite can lose data: ` +
      'set STANDING_DATA_DIR to a local disk, or DATABASE_URL to a PostgreSQL database.',
  );
}
