namespace DriftStream.Accuracy;

/// <summary>Computes how right DriftStream is: prints the table, writes it, or checks that nothing fell.</summary>
public static class AccuracyCommand
{
    private const string Usage = "Usage: dotnet run --project tests/DriftStream.Accuracy [-- --write | --check]";

    /// <summary>Runs it; 0 where all is well, 1 where it is not, 2 for what it does not understand.</summary>
    /// <param name="arguments">Nothing, <c>--write</c> or <c>--check</c>.</param>
    /// <param name="root">The checkout.</param>
    /// <param name="output">Gets the table.</param>
    /// <param name="error">Gets what is wrong or missing.</param>
    public static int Run(IReadOnlyList<string> arguments, string root, TextWriter output, TextWriter error)
    {
        if (arguments is not ([] or ["--write"] or ["--check"]))
        {
            error.WriteLine(Usage);
            return 2;
        }

        var places = new AccuracyPlaces(root);
        var report = AccuracyReport.Of(places);
        if (!report.HasSharedData)
        {
            error.WriteLine($"{places.Data} is absent: only our own regression cases are counted.");
        }

        return arguments switch
        {
            ["--write"] => Write(report, places, error),
            ["--check"] => Check(report, places, output, error),
            _ => Print(report, output),
        };
    }

    private static int Print(AccuracyReport report, TextWriter output)
    {
        output.WriteLine(AccuracyTable.Of(report));
        foreach (var record in report.Without)
        {
            output.WriteLine($"Without identifier: {record.Id} ({record.Event}) lacks {record.Lacks}.");
        }

        return 0;
    }

    private static int Write(AccuracyReport report, AccuracyPlaces places, TextWriter error)
    {
        if (!report.HasSharedData)
        {
            error.WriteLine("README.md would lose most of its table, so nothing was written.");
            return 1;
        }

        File.WriteAllText(places.Readme, AccuracyTable.Put(File.ReadAllText(places.Readme), AccuracyTable.Of(report)));
        Floors.Write(places.Floors, report.Figures);
        return 0;
    }

    private static int Check(AccuracyReport report, AccuracyPlaces places, TextWriter output, TextWriter error)
    {
        List<string> faults = [.. Floors.Broken(places.Floors, report.Figures), .. Stale(report, File.ReadAllText(places.Readme))];
        faults.ForEach(error.WriteLine);
        if (faults.Count == 0)
        {
            output.WriteLine($"{report.Figures.Count} figures are as good as they were, and README.md says so.");
        }

        return faults.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<string> Stale(AccuracyReport report, string readme)
    {
        var table = AccuracyTable.In(readme);
        var isCurrent = report.HasSharedData ? table == AccuracyTable.Of(report) : report.Figures.All(f => table?.Split('\n').Contains(AccuracyTable.Row(f)) ?? false);
        return isCurrent ? [] : [$"The accuracy table in README.md is not what is computed now: write it with `dotnet run --project tests/DriftStream.Accuracy -- --write`{(report.HasSharedData ? "" : ", where the shared data lies beside the checkout")}."];
    }
}
