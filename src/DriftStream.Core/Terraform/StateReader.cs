using System.Text.Json;

namespace DriftStream.Core.Terraform;

/// <summary>Reads a state file of any version.</summary>
public static class StateReader
{
    private const int NewestVersion = 4;

    /// <summary>Reads a state. It keeps <paramref name="content"/>, whose attributes are only parsed when they are asked for.</summary>
    /// <exception cref="StateUnreadableException">It is no state, encrypted, broken or of an unknown version.</exception>
    public static TerraformState Read(ReadOnlyMemory<byte> content, StateSource source) => Read(content, source, StateContent.InMemory(content));

    /// <summary>Reads a state and keeps nothing of <paramref name="content"/>: attributes will be fetched from a copy of it.</summary>
    /// <param name="content">The state.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="kept">Holds the same bytes for as long as the state is in use.</param>
    /// <exception cref="StateUnreadableException">It is no state, encrypted, broken or of an unknown version.</exception>
    public static TerraformState Read(ReadOnlyMemory<byte> content, StateSource source, StateContent kept)
    {
        ArgumentNullException.ThrowIfNull(source);
        var faults = new StateFaults(source);
        var json = StateBytes.WithoutMark(content);
        if (StateBytes.IsBlank(json.Span))
        {
            throw faults.Empty();
        }

        faults.ThrowIfNotText(json.Span);
        var instances = new InstanceList(content, source);
        var document = Parse(json, instances, faults);
        return instances.Build(document, ReadableVersion(document, faults), kept);
    }

    /// <summary>True where the content is a JSON object with the members that only states have together; says nothing about their worth.</summary>
    public static bool LooksLikeState(ReadOnlyMemory<byte> content)
    {
        try
        {
            var document = StateDocument.Parse(StateBytes.WithoutMark(content), new InstanceList(content, new StateSource("", "")));
            return document.Version is not null && document.HasResources;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static StateDocument Parse(ReadOnlyMemory<byte> json, InstanceList instances, StateFaults faults)
    {
        try
        {
            return StateDocument.Parse(json, instances);
        }
        catch (JsonException exception)
        {
            throw StateBytes.EndsEarly(json.Span) ? faults.CutOff(json.Length) : faults.NotJson(exception);
        }
    }

    private static int ReadableVersion(StateDocument document, StateFaults faults)
    {
        if (document.Encryption is { } encryption)
        {
            throw faults.Encrypted(encryption);
        }

        if (document.IsShowOutput)
        {
            throw faults.ShowOutput();
        }

        if (document is { NamesBackend: true, Instances.IsEmpty: true })
        {
            throw faults.BackendNote();
        }

        if (document.Version is not { } version)
        {
            throw document.RootKind is { } kind ? faults.NotAnObject(kind) : faults.NoVersion();
        }

        // Terraform counts the versions in whole numbers from 1 on.
        if (!int.TryParse(version, out var number) || number is < 1 or > NewestVersion)
        {
            throw faults.UnknownVersion(version, NewestVersion);
        }

        return document.ResourcesKind is { } resourcesKind ? throw faults.NoResourceList(resourcesKind) : number;
    }
}
