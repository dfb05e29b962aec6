using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using DriftStream.Core.Judging;
using DriftStream.Core.Tests.Judging;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>A case of the corpus as JSON that a relation may change.</summary>
/// <param name="Name">Its path below the corpus.</param>
/// <param name="Json">The whole case.</param>
internal sealed record CorpusFile(string Name, JsonObject Json)
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus");
    private static readonly Lazy<IReadOnlyList<CorpusFile>> Files = new(() =>
        [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Read)]);

    private static readonly ConcurrentDictionary<string, IReadOnlyList<Finding>> Found = new();

    /// <summary>All cases.</summary>
    public static IReadOnlyList<CorpusFile> All => Files.Value;

    /// <summary>The records.</summary>
    public IEnumerable<JsonObject> Records => Json["events"]!.AsArray().Select(e => e!.AsObject());

    /// <summary>The resources of all states, in the short or the long form.</summary>
    public IEnumerable<StatedResource> Resources => Json["states"]!.AsArray().SelectMany(s => StatedResource.In(s!["json"]!.AsObject()));

    /// <summary>The resources at an address; in states of the long form all of the type.</summary>
    public IEnumerable<StatedResource> ResourcesAt(string state, string address) => Json["states"]!.AsArray()
        .Where(s => s!["name"]!.GetValue<string>() == state)
        .SelectMany(s => StatedResource.In(s!["json"]!.AsObject()))
        .Where(r => r.Address == address);

    /// <summary>The case with other records.</summary>
    public CorpusFile With(params IEnumerable<JsonObject> records)
    {
        var copy = Copy();
        copy.Json["events"] = new JsonArray([.. records.Select(r => r.DeepClone())]);
        return copy;
    }

    /// <summary>A copy that may be changed.</summary>
    public CorpusFile Copy() => this with { Json = Json.DeepClone().AsObject() };

    /// <summary>The case as the judge's tests read it.</summary>
    public CorpusCase Case => CorpusCase.Of(Json, Name);

    /// <summary>What the judge finds in the case as it lies in the corpus.</summary>
    public IReadOnlyList<Finding> Original => Found.GetOrAdd(Name, _ => Findings());

    /// <summary>What the judge finds.</summary>
    public IReadOnlyList<Finding> Findings()
    {
        var corpusCase = Case;
        return CorpusRun.Of(corpusCase, corpusCase.Events).Findings;
    }

    private static CorpusFile Read(string path) => new(Path.GetRelativePath(Folder, path).Replace('\\', '/'), JsonNode.Parse(File.ReadAllText(path))!.AsObject());
}
