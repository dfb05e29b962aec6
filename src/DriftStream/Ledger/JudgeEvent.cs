using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>Judges an event with the states of this moment. The ledger brings the deviations, as it alone knows what was committed.</summary>
internal delegate Judgement JudgeEvent(CloudTrailEvent change, DeviationBook deviations);
