namespace DriftStream.Accuracy;

/// <summary>What is read and written.</summary>
/// <param name="Root">The checkout.</param>
internal sealed record AccuracyPlaces(string Root)
{
    public string Corpus => Path.Combine(Root, "tests", "DriftStream.Core.Tests", "corpus");

    public string Data => Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));

    public string Readme => Path.Combine(Root, "README.md");

    public string Floors => Path.Combine(Root, "tests", "DriftStream.Accuracy", "floors.json");

    public string Without => Path.Combine(Root, "tests", "DriftStream.Accuracy", "without-identifier.json");
}
