using DriftStream.Core.Terraform;
using DriftStream.Core.Values;
using Shouldly;
using Xunit;
using static DriftStream.Core.Tests.Terraform.StateText;

namespace DriftStream.Core.Tests.Terraform;

public sealed class CurrentStateTests
{
    [Fact]
    public void The_head_of_a_state_is_read()
    {
        var state = ReadResources("");

        (state.Name, state.Version, state.TerraformVersion, state.Lineage, state.Serial).ShouldBe(("shop", 4, "1.12.2", "5a0c-shop", 7L));
        state.Instances.ShouldBeEmpty();
        state.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void An_instance_carries_what_the_state_and_the_user_say_about_it()
    {
        var instance = ReadResources(Resource(Instance(""" "status":"tainted" """, """{"id":"q-1","fifo":true}"""))).Instances.ShouldHaveSingleItem();

        instance.Address.ShouldBe("aws_sqs_queue.orders");
        instance.Type.ShouldBe("aws_sqs_queue");
        (instance.State, instance.Lineage).ShouldBe(("shop", "5a0c-shop"));
        (instance.ConfiguredAccount, instance.ConfiguredRegion, instance.ProviderAlias).ShouldBe(("444455556666", "eu-north-1", null));
        (instance.Tainted, instance.Deposed, instance.ScalarsOnly).ShouldBe((true, null, false));
        instance.Attributes.ShouldBe(Value.MapOf(("id", Value.Of("q-1")), ("fifo", Value.True)));
    }

    [Theory]
    [InlineData("0", "[0]")]
    [InlineData("1.0", "[1]")]
    [InlineData("7.5", "[7]")]
    [InlineData("2e1", "[20]")]
    [InlineData("null", "")]
    [InlineData("\"eu\"", "[\"eu\"]")]
    [InlineData("\"\\u0065u\"", "[\"eu\"]")]
    public void An_index_key_becomes_part_of_the_address(string key, string shown) =>
        ReadResources(Resource(Instance($"\"index_key\":{key}"))).Instances.ShouldHaveSingleItem().Address.ShouldBe("aws_sqs_queue.orders" + shown);

    [Fact]
    public void The_order_of_members_does_not_matter()
    {
        var state = Read("""
            {"serial":3,"resources":[{"instances":[{"attributes":{"id":"q-1"},"index_key":"a"}],"module":"module.net[0]",
              "name":"orders","provider":"provider[\"registry.opentofu.org/hashicorp/aws\"].us-east-1","type":"aws_sqs_queue","mode":"managed"}],
             "lineage":"late","version":4}
            """);

        var instance = state.Instances.ShouldHaveSingleItem();
        instance.Address.ShouldBe("module.net[0].aws_sqs_queue.orders[\"a\"]");
        (instance.Lineage, instance.ProviderAlias, instance.ConfiguredRegion).ShouldBe(("late", "us-east-1", "us-east-1"));
    }

    [Fact]
    public void Data_sources_are_left_out_and_other_providers_only_counted()
    {
        var state = ReadResources(string.Join(',',
            """{"mode":"data","type":"aws_ami","name":"linux","provider":"provider.aws","instances":[{"attributes":{"id":"ami-1"}}]}""",
            Resource(Instance() + "," + Instance(""" "index_key":1 """), type: "random_pet", provider: "provider.random"),
            Resource(Instance(), provider: """provider[\"registry.terraform.io/acme/lookalike\"]"""),
            Resource(Instance())));

        state.Instances.Count.ShouldBe(1);
        state.OtherInstances.ShouldBe(3);
        state.OtherProviders.ShouldBe(new Dictionary<string, int> { ["acme/lookalike"] = 1, ["random"] = 2 }, ignoreOrder: true);
        state.DataInstances.ShouldBe(1);
    }

    [Fact]
    public void Deposed_objects_stand_beside_the_current_one()
    {
        var state = ReadResources(Resource(Instance() + "," + Instance(""" "deposed":"0a1b2c3d" """) + "," + Instance(""" "deposed":"4e5f6a7b" """)));

        state.Instances.Select(i => i.Deposed).ShouldBe([null, "0a1b2c3d", "4e5f6a7b"]);
        state.Instances.Select(i => i.Address).Distinct().ShouldBe(["aws_sqs_queue.orders"]);
        state.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_instances_with_one_address_the_first_counts()
    {
        var state = ReadResources(Resource(Instance(attributes: """{"id":"first"}""") + "," + Instance(attributes: """{"id":"second"}""")));

        state.Instances.ShouldHaveSingleItem().Attributes["id"].Text.ShouldBe("first");
        state.Problems.ShouldBe(["aws_sqs_queue.orders is in the state more than once; the first one counts."]);
    }

    [Fact]
    public void What_cannot_be_used_is_named_and_its_neighbours_are_kept()
    {
        var state = ReadResources(string.Join(',',
            Resource("""{"index_key":"gone","attributes":null},{"index_key":{"odd":1},"attributes":{}},""" + Instance()),
            """{"mode":"managed","name":"nameless","instances":[]}""",
            "17"));

        state.Instances.ShouldHaveSingleItem().Address.ShouldBe("aws_sqs_queue.orders");
        state.Problems.ShouldBe([
            "One entry of the state's resources is a number, not an object; it is left out.",
            "aws_sqs_queue.orders[\"gone\"] is left out: the state holds no attributes of it.",
            "An instance of aws_sqs_queue.orders is left out: its key is neither a number nor text.",
            "A resource without a type or a name (type '', name 'nameless') is left out.",
        ]);
    }

    [Fact]
    public void Problems_are_not_listed_without_end()
    {
        var state = ReadResources(string.Join(',', Enumerable.Repeat("17", 50)));

        state.Problems.Count.ShouldBe(21);
        state.Problems[^1].ShouldBe("30 more problems of this kind are not listed.");
    }

    [Fact]
    public void Attributes_that_terraform_has_not_upgraded_yet_are_read_as_far_as_they_can_be()
    {
        var state = ReadResources(Resource("""{"schema_version":0,"attributes_flat":{"id":"q-1","tags.%":"1","tags.Team":"shop"}}"""));

        var instance = state.Instances.ShouldHaveSingleItem();
        instance.ScalarsOnly.ShouldBeTrue();
        instance.Attributes.ToString().ShouldBe("""{"id":"q-1","tags":{"Team":"shop"}}""");
        state.Problems.ShouldHaveSingleItem().ShouldStartWith("Terraform 0.11 or older wrote some of the resources");
    }

    [Fact]
    public void Unknown_members_a_byte_order_mark_and_broken_text_do_no_harm()
    {
        byte[] content = [0xEF, 0xBB, 0xBF, .. "{\"new\":[{}],\"version\":4.0,\"lineage\":\"a\xff"u8, 0xFF, .. "\",\"resources\":[]}"u8];

        StateReader.Read(content, Source).Version.ShouldBe(4);
    }

    [Fact]
    public void A_serial_beyond_all_measure_is_the_greatest_there_is() =>
        Read("""{"version":4,"serial":18446744073709551615}""").Serial.ShouldBe(long.MaxValue);

    [Fact]
    public void A_serial_that_is_no_number_is_a_problem_and_no_more() =>
        Read("""{"version":4,"serial":"9"}""").Problems.ShouldHaveSingleItem().ShouldContain("serial is not a whole number");

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    public void An_empty_file_is_refused_because_something_lost_its_content(string text) =>
        Should.Throw<StateUnreadableException>(() => Read(text)).Message.ShouldBe(
            "State 'shop' at /states/shop.tfstate is empty, so none of its resources are watched. Take the last good version from the backend, or remove 'shop' from the states.");
}
