using System.Globalization;
using System.Text;
using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Core.Terraform;

/// <summary>Reads the <c>modules</c> of a state of versions 1 to 3 (Terraform 0.11 and older).</summary>
internal static class ModuleListReader
{
    public static void Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, StateDocument into)
    {
        while (JsonWalk.NextElement(ref reader))
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadModule(ref reader, json, into);
                continue;
            }

            into.Problems.Add($"One entry of the state's modules is {Shown.Kind(reader.TokenType)}, not an object; it is left out.");
            reader.Skip();
        }
    }

    private static void ReadModule(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, StateDocument into)
    {
        List<StoredResource> resources = [];
        string? module = null;
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Takes(ref reader, "path"u8))
            {
                module = ReadPath(ref reader);
            }
            else if (JsonWalk.Takes(ref reader, "resources"u8))
            {
                ReadResources(ref reader, json, into, resources);
            }
            else
            {
                JsonWalk.SkipMember(ref reader);
            }
        }

        foreach (var resource in resources)
        {
            resource.Module = module;
            into.Instances.Add(resource);
        }
    }

    // ["root", "net", "eu"] is module.net.module.eu
    private static string? ReadPath(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var address = new StringBuilder();
        for (var depth = 0; JsonWalk.NextElement(ref reader); depth++)
        {
            var step = JsonWalk.Text(ref reader);
            if (depth > 0)
            {
                address.Append(depth > 1 ? ".module." : "module.").Append(step);
            }
        }

        return address.ToString();
    }

    private static void ReadResources(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, StateDocument into, List<StoredResource> resources)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (JsonWalk.NextMember(ref reader))
        {
            var key = ValueReader.ReadText(ref reader);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && Named(key) is { } named)
            {
                ReadResource(ref reader, json, named);
                resources.Add(named.Resource);
                continue;
            }

            into.Problems.Add($"The entry '{Shown.Text(key)}' in the state's resources is not one of a resource; it is left out.");
            reader.Skip();
        }
    }

    // aws_instance.web, aws_instance.web.0 or data.aws_ami.linux; a resource's own "type" is only a repetition.
    private static (StoredResource Resource, string Key)? Named(string key)
    {
        var parts = key.Split('.');
        var mode = parts[0] == "data" ? "data" : "managed";
        var own = mode == "data" ? parts[1..] : parts;
        return own switch
        {
            [var type, var name] => (new StoredResource { Mode = mode, Type = type, Name = name }, ""),
            [var type, var name, var index] when int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number) =>
                (new StoredResource { Mode = mode, Type = type, Name = name }, InstanceAddress.Key(number)),
            _ => null,
        };
    }

    private static void ReadResource(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, (StoredResource Resource, string Key) named)
    {
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Takes(ref reader, "primary"u8))
            {
                Add(ref reader, json, named, deposed: null);
            }
            else if (JsonWalk.Takes(ref reader, "deposed"u8))
            {
                ReadDeposed(ref reader, json, named);
            }
            else if (JsonWalk.Takes(ref reader, "provider"u8))
            {
                named.Resource.Provider = JsonWalk.Text(ref reader);
            }
            else
            {
                JsonWalk.SkipMember(ref reader);
            }
        }
    }

    private static void ReadDeposed(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, (StoredResource Resource, string Key) named)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        for (var i = 0; JsonWalk.NextElement(ref reader); i++)
        {
            // These states give deposed objects no key of their own.
            Add(ref reader, json, named, deposed: i.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Add(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, (StoredResource Resource, string Key) named, string? deposed)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        var instance = new StoredInstance { Key = named.Key, Deposed = deposed };
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Takes(ref reader, "id"u8))
            {
                instance.Id = JsonWalk.Text(ref reader);
            }
            else if (JsonWalk.Takes(ref reader, "attributes"u8))
            {
                instance.Flat = JsonWalk.Slice(ref reader, json);
            }
            else if (JsonWalk.Takes(ref reader, "tainted"u8))
            {
                instance.Tainted = reader.TokenType == JsonTokenType.True;
                reader.Skip();
            }
            else
            {
                JsonWalk.SkipMember(ref reader);
            }
        }

        named.Resource.Instances.Add(instance);
    }
}
