using DriftStream.Core.Catalog;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Catalog;

public sealed class EventCatalogTests
{
    private static readonly EventCatalog Catalog = EventCatalog.Load();

    [Fact]
    public void The_whole_provider_is_known()
    {
        Catalog.EventCount.ShouldBe(5446);
        Catalog.TypeCount.ShouldBe(1691);
        Catalog.Events.Sum(key => Catalog.Find(key.Source, key.Operation)!.Count).ShouldBe(6242 - CatalogCorrections.All.Count(c => c.IsWrong) + CatalogCorrections.Added.Length);
        Catalog.Types.All(name => Catalog.Type(name)!.Name == name).ShouldBeTrue();
    }

    [Fact]
    public void An_event_leads_to_the_type_its_identifier_and_what_feeds_its_attributes()
    {
        var row = Catalog.Find("s3.amazonaws.com", "PutBucketVersioning")!.First(row => row.Type!.Name == "aws_s3_bucket_versioning");

        row.Weight.ShouldBe(3);
        row.Ids[0].Path.ShouldBe("Bucket");
        row.Ids[0].Attributes.ShouldContain("bucket");
        row.Pairs.Single(pair => pair.Path == "VersioningConfiguration.Status").Attributes.ShouldBe(["versioning_configuration.status"]);
    }

    [Theory]
    [InlineData("route53domains.amazonaws.com", "updateDomainContact")]
    [InlineData("s3express.amazonaws.com", "PutBucketPolicy")]
    public void Other_spellings_of_the_same_event_are_known(string source, string operation) =>
        Catalog.Find(source, operation).ShouldNotBeNull();

    [Theory]
    [InlineData("s3.amazonaws.com", "GetBucketVersioning")]
    [InlineData("s3.amazonaws.com", "")]
    [InlineData("", "PutBucketVersioning")]
    [InlineData(".amazonaws.com", "PutBucketVersioning")]
    [InlineData("S3.amazonaws.com", "PutBucketVersioning")]
    [InlineData("s3.amazonaws.com", "PutBucketVersioningÄ")]
    public void What_the_catalogue_does_not_know_is_null(string source, string operation) =>
        Catalog.Find(source, operation).ShouldBeNull();

    [Fact]
    public void A_tagging_call_can_mean_any_tagged_type_of_its_packages()
    {
        var row = Catalog.Find("kms.amazonaws.com", "TagResource")!.First(row => row.Effect == RowEffect.Tag);

        row.TagPackages.ShouldBe(["kms"]);
        row.Ids.Single().Attributes.ShouldBeEmpty();
        var types = row.TagPackages.SelectMany(Catalog.TypesOf).ToList();
        types.ShouldContain(type => type.Name == "aws_kms_key" && type.TagAttribute == "id");
        types.ShouldAllBe(type => type.Package == "kms" && type.TagAttribute != null);
        Catalog.TypesOf("nothing").ShouldBeEmpty();
    }

    [Fact]
    public void Marks_of_the_facts_are_kept()
    {
        var lattice = Catalog.Find("vpc-lattice.amazonaws.com", "DeleteRule")!.First(row => row.Type!.Name == "aws_vpclattice_listener_rule");
        lattice.Ids.Single(id => id.Path == "ruleIdentifier").IsApproximate.ShouldBeTrue();

        var analyzer = Catalog.Find("access-analyzer.amazonaws.com", "UpdateAnalyzer")![0];
        (analyzer.IsInferred, analyzer.Weight).ShouldBe((true, 1));

        var rule = Catalog.Find("access-analyzer.amazonaws.com", "UpdateArchiveRule")![0].Pairs.Single();
        (rule.IsWeak, rule.Attributes.Count).ShouldBe((true, 4));

        Catalog.Find("apigateway.amazonaws.com", "UpdateAccount")![0].IsSingleton.ShouldBeTrue();
        Catalog.Find("kms.amazonaws.com", "DeleteKey")![0].IsHandWritten.ShouldBeTrue();
        Catalog.Find("ec2.amazonaws.com", "CreateTags")!.Single(row => row.Type?.Name == "aws_ami").Ids[0].XmlPath.ShouldBe("ResourceId");
        Catalog.Find("ec2.amazonaws.com", "RevokeSecurityGroupIngress")![0].Spellings
            .ShouldContain(new MemberSpelling("IpPermissions.UserIdGroupPairs.GroupId", "IpPermissions.groups.groupId"));
        Catalog.Find("sns.amazonaws.com", "SetTopicAttributes")![0].Pairs.ShouldContain(pair => pair.Path == "AttributeName=KmsMasterKeyId");
    }

    [Fact]
    public void A_type_knows_its_attributes_down_to_the_last_block()
    {
        var bucket = Catalog.Type("aws_s3_bucket_server_side_encryption_configuration")!;
        bucket.Attribute("rule.apply_server_side_encryption_by_default.sse_algorithm")!.IsRequired.ShouldBeTrue();
        bucket.Attribute("rule")!.Nested.Keys.ShouldContain("bucket_key_enabled");
        bucket.Attribute("rule.nothing").ShouldBeNull();

        var function = Catalog.Type("aws_lambda_function")!;
        function.Attribute("package_type")!.Default.ShouldBe("Zip");
        function.Attribute("arn")!.IsComputedOnly.ShouldBeTrue();
        Catalog.Type("aws_db_instance")!.Attribute("password")!.IsSensitive.ShouldBeTrue();
        Catalog.Type("aws_iam_role")!.IsGlobal.ShouldBeTrue();
        Catalog.Type("AWS_IAM_ROLE").ShouldBeNull();
    }

    [Fact]
    public void A_type_knows_every_attribute_that_a_row_compares_an_id_with()
    {
        var compared =
            from key in Catalog.Events
            from row in Catalog.Find(key.Source, key.Operation)!
            where row.Type is not null
            from attribute in row.Ids.SelectMany(id => id.Attributes).Concat(row.Outs.SelectMany(pair => pair.Attributes))
            select (row.Type!, attribute);

        compared.Distinct().Where(pair => !pair.Item1.KeyAttributes.Contains(pair.attribute) && pair.Item1.TagAttribute != pair.attribute).ShouldBeEmpty();
        Catalog.Type("aws_security_group_rule")!.KeyAttributes.ShouldContain("security_group_id");
    }

    [Fact]
    public void Defaults_are_values_or_nothing_but_never_names_of_constants()
    {
        Catalog.Type("aws_sqs_queue")!.Attribute("visibility_timeout_seconds")!.Default.ShouldBe("30");
        Catalog.Type("aws_sqs_queue")!.Attribute("max_message_size")!.Default.ShouldBeNull();
        Catalog.Types.SelectMany(name => Defaults(Catalog.Type(name)!.Attributes)).ShouldAllBe(text => !text.Contains("types."));
    }

    [Theory]
    [InlineData("iam", "userName", "aws_iam_user")]
    [InlineData("ec2", "GroupId", "aws_security_group")]
    [InlineData("ec2", "VpcId", "aws_vpc")]
    [InlineData("lambda", "functionName", "aws_lambda_function")]
    [InlineData("apigateway", "restApiId", "aws_api_gateway_rest_api")]
    [InlineData("route53", "hostedZoneId", "aws_route53_zone")]
    [InlineData("rds", "dBInstanceIdentifier", "aws_db_instance")]
    [InlineData("events", "eventBusName", "aws_cloudwatch_event_bus")]
    public void A_member_that_names_another_resource_leads_to_its_owner(string service, string member, string type) =>
        Catalog.Owners(service + ".amazonaws.com", member)[0].Name.ShouldBe(type);

    [Theory]
    [InlineData("cloudfront.amazonaws.com", "Id")]
    [InlineData("ec2.amazonaws.com", "nothing")]
    [InlineData("nothing", "VpcId")]
    public void A_member_that_could_be_anything_has_no_owner(string source, string member) =>
        Catalog.Owners(source, member).ShouldBeEmpty();

    [Fact]
    public void A_response_member_shows_an_attribute_as_it_is() =>
        EventCatalog.Reads("aws_accessanalyzer_archive_rule")
            .ShouldContain(new ReadMember("accessanalyzer.GetArchiveRule", "archiveRule.ruleName", "rule_name"));

    [Fact]
    public void Everybody_gets_the_same_objects()
    {
        var rows = Enumerable.Range(0, 64).AsParallel().Select(_ => Catalog.Find("wafv2.amazonaws.com", "UpdateWebACL")!).ToList();

        rows.ShouldAllBe(found => ReferenceEquals(found, rows[0]));
        Catalog.Type("aws_wafv2_web_acl").ShouldBeSameAs(rows[0][0].Type);
    }

    private static IEnumerable<string> Defaults(IReadOnlyDictionary<string, AttributeFacts> attributes) =>
        attributes.Values.SelectMany(facts => Defaults(facts.Nested).Append(facts.Default)).OfType<string>();
}
