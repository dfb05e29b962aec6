using DriftStream.Core.CloudTrail;

namespace DriftStream.Ingest;

/// <summary>Hears that an event arrived by itself.</summary>
internal delegate void HearEvent(CloudTrailEvent change);
