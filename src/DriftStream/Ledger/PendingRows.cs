namespace DriftStream.Ledger;

/// <summary>Rows of one kind that wait to be written together.</summary>
/// <param name="Text">The statement, with the names of the rows' properties as parameters.</param>
/// <param name="Rows">Objects whose properties are the values: texts, whole numbers and bytes.</param>
internal readonly record struct PendingRows(RowText Text, IReadOnlyList<object> Rows);
