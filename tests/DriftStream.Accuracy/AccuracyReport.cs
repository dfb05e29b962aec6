namespace DriftStream.Accuracy;

/// <summary>All figures.</summary>
/// <param name="Figures">In the order of the table.</param>
/// <param name="Regressions">Our own cases by family.</param>
/// <param name="Without">Records that no figure asks to be identified.</param>
/// <param name="HasSharedData">Whether the data beside the checkout was there.</param>
internal sealed record AccuracyReport(IReadOnlyList<Figure> Figures, Regressions Regressions, IReadOnlyList<UnidentifiedRecord> Without, bool HasSharedData)
{
    /// <summary>Computes what can be computed.</summary>
    public static AccuracyReport Of(AccuracyPlaces places)
    {
        var regressions = Regressions.Of(places.Corpus);
        if (!Directory.Exists(places.Data))
        {
            return new([regressions.Figure], regressions, [], HasSharedData: false);
        }

        var without = UnidentifiedRecord.Read(places.Without);
        return new([.. RealLog.Figures(places.Data), Strangers.Figure(places.Data), .. OpenEvents.Figures(places.Data, without), regressions.Figure], regressions, without, HasSharedData: true);
    }
}
