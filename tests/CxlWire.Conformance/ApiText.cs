using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace CxlWire.Conformance;

/// <summary>The public API of an assembly as text: a line for each type, then one for each member of it.</summary>
internal static class ApiText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
        [typeof(char)] = "char",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
    };

    /// <summary>All types in order of their names, members in order of their text.</summary>
    public static IEnumerable<string> Describe(Assembly assembly) =>
        assembly.GetExportedTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => Members(type).Order(StringComparer.Ordinal).Prepend(Declaration(type)));

    private static string Declaration(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return $"delegate {Annotated(invoke.ReturnParameter)} {FullName(type)}({Parameters(invoke)})";
        }

        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => type.IsByRefLike ? "ref struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        IEnumerable<string> bases = type.IsEnum
            ? [Name(Enum.GetUnderlyingType(type))]
            : type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(i => i.IsVisible).Select(Name)
                .Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType)
            bases = bases.Prepend(Name(parent));
        string list = string.Join(", ", bases);
        return $"{kind} {FullName(type)}{(list.Length == 0 ? "" : " : " + list)}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
            return [];
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(
                name => string.Create(
                    CultureInfo.InvariantCulture, $"  {name} = {Enum.Format(type, Enum.Parse(type, name), "d")}"));
        }

        return type.GetMembers(Declared).Where(IsWritten).Select(Describe).OfType<string>().Select(line => "  " + line);
    }

    /// <summary>Whether somebody wrote it: equality and printing of records are the compiler's.</summary>
    private static bool IsWritten(MemberInfo member) => !member.IsDefined(typeof(CompilerGeneratedAttribute));

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) && !constructor.IsStatic =>
            $"{Modifiers(constructor)}new({Parameters(constructor)})",
        MethodInfo method when IsVisible(method) && (!method.IsSpecialName || IsOperator(method)) =>
            $"{Modifiers(method)}{Annotated(method.ReturnParameter)} {method.Name}{Arguments(method)}"
                + $"({Parameters(method)})",
        PropertyInfo property when Accessors(property) is { Length: > 0 } accessors =>
            $"{Modifiers(property.GetAccessors(true).First(IsVisible))}"
                + $"{Required(property)}{Annotated(property)} {property.Name}{Indices(property)} {{ {accessors} }}",
        FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly =>
            $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}"
                + $"{(field.IsInitOnly ? "readonly " : "")}{Annotated(field)} {field.Name}{Constant(field)}",
        EventInfo e when IsVisible(e.AddMethod!) => $"event {Name(e.EventHandlerType!)} {e.Name}",
        _ => null,
    };

    private static bool IsOperator(MethodInfo method) => method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static string Modifiers(MethodBase method)
    {
        string access = method.IsPublic ? "" : "protected ";
        string kind = method switch
        {
            { IsStatic: true, IsAbstract: true } => "static abstract ",
            { IsStatic: true } => "static ",
            { DeclaringType.IsInterface: true } => "",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } =>
                ((MethodInfo)method).GetBaseDefinition() == method ? "virtual " : "override ",
            _ => "",
        };
        return access + kind;
    }

    private static string Accessors(PropertyInfo property)
    {
        string get = property.GetMethod is { } getter && IsVisible(getter) ? "get; " : "";
        string set = property.SetMethod is not { } setter || !IsVisible(setter) ? ""
            : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; "
            : "set; ";
        return (get + set).TrimEnd();
    }

    private static string Required(PropertyInfo property) =>
        property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "";

    private static string Indices(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } indices
            ? $"[{string.Join(", ", indices.Select(Parameter))}]"
            : "";

    private static string Constant(FieldInfo field) =>
        field.IsLiteral ? $" = {Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}" : "";

    private static string Arguments(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "")
        + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string how = parameter switch
        {
            { IsOut: true } => "out ",
            { ParameterType.IsByRef: true } when parameter.IsDefined(typeof(IsReadOnlyAttribute)) => "in ",
            { ParameterType.IsByRef: true } => "ref ",
            _ when parameter.IsDefined(typeof(ParamArrayAttribute)) => "params ",
            _ => "",
        };
        string otherwise = !parameter.HasDefaultValue ? ""
            : parameter.RawDefaultValue is { } value
                ? $" = {Convert.ToString(value, CultureInfo.InvariantCulture)}"
                : " = default";
        return $"{how}{Annotated(parameter)} {parameter.Name}{otherwise}";
    }

    private static string Annotated(ParameterInfo parameter) =>
        Name(Plain(parameter.ParameterType)) + Mark(new NullabilityInfoContext().Create(parameter));

    private static string Annotated(PropertyInfo property) =>
        Name(Plain(property.PropertyType)) + Mark(new NullabilityInfoContext().Create(property));

    private static string Annotated(FieldInfo field) =>
        Name(field.FieldType) + Mark(new NullabilityInfoContext().Create(field));

    /// <summary>"?" where a reference may be null; a value that may has it in its name.</summary>
    private static string Mark(NullabilityInfo info) =>
        !Plain(info.Type).IsValueType
        && (info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable)
            ? "?"
            : "";

    private static Type Plain(Type type) => type.IsByRef ? type.GetElementType()! : type;

    private static string FullName(Type type) =>
        type.IsNested ? $"{FullName(type.DeclaringType!)}.{Own(type)}" : $"{type.Namespace}.{Own(type)}";

    private static string Name(Type type) => type switch
    {
        { IsGenericParameter: true } => type.Name,
        { IsArray: true } => $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]",
        { IsPointer: true } => $"{Name(type.GetElementType()!)}*",
        { IsByRef: true } => $"ref {Name(type.GetElementType()!)}",
        _ when Nullable.GetUnderlyingType(type) is { } value => $"{Name(value)}?",
        { IsNested: true } => $"{Name(type.DeclaringType!)}.{Own(type)}",
        _ => Own(type),
    };

    /// <summary>The name without what it is in, and with its own arguments.</summary>
    private static string Own(Type type)
    {
        if (_keywords.TryGetValue(type, out string? keyword))
            return keyword;
        int tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0)
            return type.Name;
        int own = int.Parse(type.Name.AsSpan(tick + 1), CultureInfo.InvariantCulture);
        return $"{type.Name[..tick]}<{string.Join(", ", type.GetGenericArguments().TakeLast(own).Select(Name))}>";
    }
}
