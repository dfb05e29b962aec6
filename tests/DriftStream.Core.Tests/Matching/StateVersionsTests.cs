using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Matching;

public sealed class StateVersionsTests
{
    private static readonly StateSource Source = new("prod", "prod.tfstate");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_index_of_a_moment_is_that_of_the_states_as_they_were_read(int seed)
    {
        var random = new Random(seed);
        var contents = Enumerable.Range(1, 30).Select(serial => Content(random, serial)).ToList();
        var builder = new StateVersionsBuilder(Source, StateContent.InMemory);
        contents.ForEach(c => builder.Add(c));
        var versions = builder.Build();
        var lasting = StateReader.Read(Content(random, 1), new StateSource("other", "other.tfstate"));
        var index = StateIndex.Build(EventCatalog.Load(), [.. versions.Ever, lasting]);

        foreach (var number in Enumerable.Range(0, 30).Concat([4, 29, 0]))
        {
            index = index.Then([lasting, versions[number]]);
            var plain = StateIndex.Build(EventCatalog.Load(), [lasting, StateReader.Read(contents[number], Source)]);

            index.States[1].Serial.ShouldBe(plain.States[1].Serial);
            index.Count.ShouldBe(plain.Count);
            Told(index, index.OfType("aws_instance")).ShouldBe(Told(plain, plain.OfType("aws_instance")));
            foreach (var id in Enumerable.Range(0, 14).Select(i => $"i-{i:00000000}").Append("web"))
            {
                Told(index, index.Find(id)).ShouldBe(Told(plain, plain.Find(id)));
                Told(index, index.Candidates($"arn:aws:ec2:eu-west-1:111122223333:instance/{id}")).ShouldBe(Told(plain, plain.Candidates($"arn:aws:ec2:eu-west-1:111122223333:instance/{id}")));
                index.At("prod", $"aws_instance.n{id}").Count().ShouldBe(plain.At("prod", $"aws_instance.n{id}").Count());
            }
        }
    }

    [Fact]
    public void Of_a_version_only_what_changed_is_kept()
    {
        var kept = 0;
        var builder = new StateVersionsBuilder(Source, bytes =>
        {
            kept += bytes.Length;
            return StateContent.InMemory(bytes);
        });
        var first = Content(new Random(1), 1);

        builder.Add(first);
        builder.Add(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(first).Replace("\"serial\": 1", "\"serial\": 2", StringComparison.Ordinal)));
        var versions = builder.Build();

        kept.ShouldBeLessThan(first.Length);
        versions[1].Serial.ShouldBe(2);
        versions[1].Instances.Select(i => i.Address).ShouldBe(versions[0].Instances.Select(i => i.Address));
    }

    [Fact]
    public void A_version_that_cannot_be_read_is_not_added()
    {
        var builder = new StateVersionsBuilder(Source, StateContent.InMemory);
        builder.Add(Content(new Random(1), 1));

        Should.Throw<StateUnreadableException>(() => builder.Add("{\"version\": 4, "u8.ToArray()));
        builder.Add(Content(new Random(1), 2));

        builder.Build().Count.ShouldBe(2);
    }

    private static string[] Told(StateIndex index, IEnumerable<ResourceInstance> found) =>
        [.. found.Select(i => $"{i.State} {i.Lineage} {i.Address} {i.Deposed} {i.Tainted} {string.Join(',', i.SensitivePaths)} {index.PlacementOf(i)} {Encoding.UTF8.GetString(i.AttributesJson.Span)}")];

    private static byte[] Content(Random random, int serial)
    {
        var resources = Enumerable.Range(0, 12).Where(_ => random.Next(6) > 0).Select(i => $$$"""
            {"mode":"managed","type":"aws_instance","name":"n{{{i}}}"{{{(i % 5 == 0 ? ",\"module\":\"module.net\"" : "")}}},"provider":"provider[\"registry.terraform.io/hashicorp/aws\"]{{{(i % 4 == 0 ? ".west" : "")}}}","instances":[
              {"attributes":{"id":"i-{{{i + (random.Next(9) == 0 ? 2 : 0):00000000}}}","name":"web","instance_type":"t{{{random.Next(5)}}}"{{{(i % 3 == 0 ? ",\"arn\":\"arn:aws:ec2:eu-west-" + random.Next(1, 3) + ":111122223333:instance/x\"" : "")}}}},
               "sensitive_attributes":{{{(random.Next(5) == 0 ? "[[{\"type\":\"get_attr\",\"value\":\"user_data\"}]]" : "[]")}}}{{{(random.Next(7) == 0 ? ",\"deposed\":\"ab12cd34\"" : random.Next(7) == 0 ? ",\"status\":\"tainted\"" : "")}}}}]}
            """);
        return Encoding.UTF8.GetBytes($$"""{"version": 4, "serial": {{serial}}, "lineage": "l-{{(random.Next(8) == 0 ? 2 : 1)}}", "resources": [{{string.Join(',', resources)}}]}""");
    }
}
