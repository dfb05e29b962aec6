using DriftStream.Core.CloudTrail;

namespace DriftStream.Ledger;

/// <summary>Where a past event was read from; null where it came by itself.</summary>
internal delegate EventOrigin? OriginOf(CloudTrailEvent change);
