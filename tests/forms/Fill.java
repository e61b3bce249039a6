import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import org.javarosa.core.model.*;
import org.javarosa.core.model.data.*;
import org.javarosa.core.model.instance.*;
import org.javarosa.core.services.*;
import org.javarosa.core.services.transport.payload.*;
import org.javarosa.form.api.*;
import org.javarosa.model.xform.*;
import org.javarosa.xform.util.XFormUtils;

/** Fills a form as ODK Collect does: the engine of the phone, in the form's first language, the first choice of each question. */
public class Fill {
    public static void main(String[] given) throws Exception {
        PropertyManager.setPropertyManager(new org.opendatakit.validate.StubPropertyManager());
        new XFormsModule().registerModule();
        FormDef form = XFormUtils.getFormFromInputStream(new FileInputStream(given[0]));
        form.initialize(true, new InstanceInitializationFactory());
        FormEntryController control = new FormEntryController(new FormEntryModel(form));
        control.setLanguage(form.getLocalizer().getDefaultLocale());
        control.jumpToIndex(FormIndex.createBeginningOfFormIndex());
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        int event;
        while ((event = control.stepToNextEvent()) != FormEntryController.EVENT_END_OF_FORM) {
            if (event != FormEntryController.EVENT_QUESTION) continue;
            FormEntryPrompt prompt = control.getModel().getQuestionPrompt();
            out.println("Q " + prompt.getLongText());
            IAnswerData answer = answer(prompt);
            if (answer != null && control.answerQuestion(answer, true) != FormEntryController.ANSWER_OK) out.println("REFUSED");
        }
        form.postProcessInstance();
        IDataPayload payload = new XFormSerializingVisitor().createSerializedPayload(form.getInstance(), new XPathReference("/"));
        Files.copy(payload.getPayloadStream(), Paths.get(given[1]), StandardCopyOption.REPLACE_EXISTING);
    }
    static IAnswerData answer(FormEntryPrompt prompt) {
        if (prompt.isReadOnly()) return null;
        if (prompt.getControlType() == Constants.CONTROL_SELECT_ONE) return new SelectOneData(prompt.getSelectChoices().get(0).selection());
        if (prompt.getControlType() == Constants.CONTROL_SELECT_MULTI) {
            java.util.List<org.javarosa.core.model.data.helper.Selection> one = new java.util.ArrayList<>();
            one.add(prompt.getSelectChoices().get(0).selection());
            return new SelectMultiData(one);
        }
        if (prompt.getDataType() == Constants.DATATYPE_INTEGER) return new IntegerData(12);
        if (prompt.getDataType() == Constants.DATATYPE_TEXT) return new StringData("Repons ak aksan: è");
        return null;
    }
}
