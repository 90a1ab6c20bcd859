using System.CommandLine;
using Formulas;
using MicrogradSharp;
using MicrogradSharp.Fitting;

namespace Fit;

/// <summary>Fits a formula to the rows of a CSV file, and reports, draws and predicts.</summary>
internal sealed class FitCommand : RootCommand
{
    private const double DefaultLevel = 0.95;
    private const string Example = "fit \"a*exp(-b*x)\" data.csv --start a=1,b=0.1";

    private readonly TextWriter _output, _error;
    private readonly CancellationToken _cancel;

    private readonly Argument<string?> _formula = new("formula")
    {
        Description = "The curve, in the names of columns and parameters: + - * / ^, parentheses, pi, e, and functions such as exp, log, "
            + "sqrt, sin, erf. [name] stands for a column whose name is not a word.",
        Arity = ArgumentArity.ZeroOrOne,        // this program says what is missing
    };

    private readonly Argument<string?> _data = new("data.csv")
    {
        Description = "The measurements, a CSV file: the names of the columns, then one row a line.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _start = List("--start", "b1=500,b2=1e-4", "The parameters, and where the search starts.");

    private readonly Option<string[]> _bounds = List("--bounds", "b1=0:1000,b2=0:", "The lowest and the highest number of a parameter.");

    private readonly Option<string[]> _fixed = List("--fixed", "b1,b2", "Parameters that keep their start.");

    private readonly Option<string?> _x = Single("--x", "column", "The column that x stands for (default: x, or else the first).");

    private readonly Option<string?> _y =
        Single("--y", "column", "The column to fit (default: y, or else the only one that the formula does not use).");

    private readonly Option<string?> _sigma = Single("--sigma", "column", "The standard deviation of each y (default: all are equal).");

    private readonly Option<bool> _absolute = new("--absolute-sigma")
    {
        Description = "Take --sigma as it is. Otherwise only ratios count, and the scatter says how large the errors are.",
    };

    private readonly Option<string?> _loss =
        Single("--loss", "huber:1.5", "Let outliers count less, from this residual on: huber, softl1, cauchy or tukey.");

    private readonly Option<string?> _level = Single("--level", "0.95", "The probability of intervals and bands.");

    private readonly Option<string?> _steps = Single("--steps", "1000", "The maximum number of steps.");

    private readonly Option<string?> _picture =
        Single("--picture", "fit.png|fit.svg", "Draw the data, the curve with its bands, and the residuals.");

    private readonly Option<string[]> _predict =
        List("--predict", "450", "Predict y at these x; if the formula uses several columns, at x=450,t=3.");

    /// <param name="output">Where results go.</param>
    /// <param name="error">Where the line goes that says that a fit did not converge.</param>
    /// <param name="cancel">Stops the fit before its next step.</param>
    public FitCommand(TextWriter output, TextWriter error, CancellationToken cancel)
        : base($"Fits a formula to measurements, and says how sure the parameters are. For example: {Example}")
    {
        _output = output;
        _error = error;
        _cancel = cancel;
        Arguments.Add(_formula);
        Arguments.Add(_data);
        Option[] options =
            [_start, _bounds, _fixed, _x, _y, _sigma, _absolute, _loss, _level, _steps, _picture, _predict];
        foreach (var option in options) Options.Add(option);
        SetAction(Run);
    }

    /// <exception cref="FormulaException">The formula is wrong.</exception>
    /// <exception cref="UserErrorException">Something else is wrong that the user can put right.</exception>
    /// <exception cref="OperationCanceledException">The user stopped the fit.</exception>
    private int Run(ParseResult given)
    {
        if (given.GetValue(_formula) is not { } formula || given.GetValue(_data) is not { } path)
        {
            throw new UserErrorException($"expected a formula and a CSV file, as in: {Example}");
        }
        if (given.GetValue(_picture) is { } name) FitPicture.CheckName(_picture.Name, name);
        double level = given.GetValue(_level) is { } text ? OptionText.Level(_level.Name, text) : DefaultLevel;
        var starts = OptionText.Pairs(_start.Name, Texts(given, _start), "a=1,b=2");
        Node[] parameters = [.. starts.Select(pair => new Node(OptionText.Number(_start.Name, pair.Value), pair.Name))];
        var data = new DataFile(path, given.GetValue(_x), given.GetValue(_y), given.GetValue(_sigma));
        var model = new Model(formula, data, parameters);
        var options = ReadOptions(given, parameters, data.Sigmas());
        var predictions = new Predictions(Texts(given, _predict), model.Names);
        string y = data.FindY(model.Columns);
        int free = parameters.Length - options.Fixed.Count;
        if (free == 0) throw new UserErrorException($"expected a parameter to fit: give its start with {_start.Name}, and do not fix it.");
        data.CheckEnough(free);

        var fit = Fitted(model, data, y, parameters, options);
        _output.Write(fit.ToString().ReplaceLineEndings());
        if (level != DefaultLevel) WriteIntervals(fit, level);
        predictions.Write(fit, level, options.Sigmas is not null, _output);
        if (given.GetValue(_picture) is { } picture)
        {
            using var drawing = new FitPicture(fit, formula, [.. model.Columns.Select(data.Column)], data.Column(y), options.Sigmas)
            {
                Level = level,
                XName = model.Columns is [var only] ? only : "fitted",
                YName = y,
            };
            drawing.Save(picture);
            _output.WriteLine($"wrote {Path.GetFullPath(picture)}");
        }
        if (fit.Converged) return Application.Success;
        _error.WriteLine("error: the fit did not converge. Try other starts, bounds, or more --steps.");
        return Application.NotConverged;
    }

    private CurveFitOptions ReadOptions(ParseResult given, Node[] parameters, double[]? sigmas)
    {
        bool isAbsolute = given.GetValue(_absolute);
        if (isAbsolute && sigmas is null) throw new UserErrorException($"{_absolute.Name} needs {_sigma.Name}.");
        var options = new CurveFitOptions
        {
            Sigmas = sigmas,
            AbsoluteSigmas = isAbsolute,
            Loss = given.GetValue(_loss) is { } loss ? ReadLoss(loss) : null,
            CancellationToken = _cancel,
        };
        if (given.GetValue(_steps) is { } steps) options = options with { MaxIterations = OptionText.Count(_steps.Name, steps) };
        foreach (var (name, range) in OptionText.Pairs(_bounds.Name, Texts(given, _bounds), "a=0:10,b=0:"))
        {
            options.Bounds.Add(Find(parameters, _bounds, name), OptionText.Range(_bounds.Name, range));
        }
        foreach (string name in OptionText.List(Texts(given, _fixed))) options.Fixed.Add(Find(parameters, _fixed, name));
        return options;
    }

    private RobustLoss ReadLoss(string text)
    {
        string[] parts = text.Split(':');
        Func<double, RobustLoss>? loss = parts[0].ToLowerInvariant() switch
        {
            "huber" => RobustLoss.Huber,
            "softl1" => RobustLoss.SoftL1,
            "cauchy" => RobustLoss.Cauchy,
            "tukey" => RobustLoss.Tukey,
            _ => null,
        };
        bool isRight = loss is not null && parts.Length == 2;
        double scale = isRight ? OptionText.Number(_loss.Name, parts[1]) : 0;
        if (scale > 0) return loss!(scale);
        throw OptionText.Wrong(_loss.Name, "huber, softl1, cauchy or tukey, and a size, as in huber:1.5", text);
    }

    private void WriteIntervals(CurveFitResult fit, double level)
    {
        _output.WriteLine();
        foreach (var parameter in fit.Parameters.Where(parameter => !parameter.IsFixed && double.IsFinite(parameter.StandardError)))
        {
            var (low, high) = parameter.ConfidenceInterval(level);
            _output.WriteLine($"{parameter.Name} within {Text.Number(low)} to {Text.Number(high)} ({Text.Percent(level)})");
        }
    }

    private static CurveFitResult Fitted(Model model, DataFile data, string y, Node[] parameters, CurveFitOptions options)
    {
        double[][] columns = [.. model.Columns.Select(data.Column)];
        if (columns.Length == 0) columns = [new double[data.RowCount]];     // a constant: a fit needs a column all the same
        double[] rows = [.. Enumerable.Range(0, data.RowCount).SelectMany(row => columns.Select(column => column[row]))];
        try
        {
            return CurveFit.Run(model.Build, rows, data.Column(y), parameters, options);
        }
        catch (ArgumentException e)
        {
            throw new UserErrorException(Text.Message(e), e);
        }
        catch (NonFiniteException e)
        {
            throw new UserErrorException($"the formula has no finite value at the start: {e.Message}", e);
        }
    }

    private static Node Find(Node[] parameters, Option option, string name)
    {
        int index = Array.FindIndex(parameters, parameter => parameter.Label == name);
        if (index >= 0) return parameters[index];
        string names = Text.Listed(parameters.Select(parameter => parameter.Label!));
        throw new UserErrorException($"{option.Name}: {Text.Quoted(name)} is no parameter with a start. The parameters are {names}.");
    }

    private static string[] Texts(ParseResult given, Option<string[]> option) => given.GetValue(option) ?? [];

    private static Option<string[]> List(string name, string example, string description) =>
        new(name) { HelpName = example, Description = description, Arity = ArgumentArity.OneOrMore };

    private static Option<string?> Single(string name, string example, string description) =>
        new(name) { HelpName = example, Description = description };
}
