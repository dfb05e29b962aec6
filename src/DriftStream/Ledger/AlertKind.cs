namespace DriftStream.Ledger;

/// <summary>Why people are told.</summary>
internal enum AlertKind
{
    /// <summary>Something differs, or differs in another way than before.</summary>
    Alert,

    /// <summary>A difference is gone.</summary>
    Resolve,

    /// <summary>A drift that was put off is open still.</summary>
    Reminder,

    /// <summary>Somebody decided about a drift: acknowledged, put off, ignored.</summary>
    Decision,
}
