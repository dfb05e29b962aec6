using DriftStream.Core.Matching;

namespace DriftStream.Ledger.Lives;

/// <summary>The states of this moment: the same object as long as none was read again.</summary>
internal delegate StateIndex StatesOfNow();
