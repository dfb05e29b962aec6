using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Replay;

/// <summary>Is told of an event that was judged, once and in its order.</summary>
/// <param name="change">The event; its bytes are only there for the length of the call.</param>
/// <param name="judgement">What came of it.</param>
/// <param name="sessions">The sessions that were known.</param>
internal delegate void JudgedPast(CloudTrailEvent change, Judgement judgement, SessionBook sessions);
