using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>Judges an event with the states of this moment. The ledger brings what earlier events did and opened, as it alone knows what was committed.</summary>
internal delegate Judgement JudgeEvent(CloudTrailEvent change, DeviationBook deviations, SessionBook sessions);
