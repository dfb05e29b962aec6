using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>Sees every event that was judged, inside the turn that records it: quick, and without I/O but rows of its own.</summary>
internal delegate void WatchJudged(LedgerTurn turn, CloudTrailEvent change, Judgement judgement);
